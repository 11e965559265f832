import type { DocumentDto, DocumentNode } from '../../../../contracts/dtos/document.js';
import { ghostOf, sizeOf } from '../nodes.js';
import { cardTo } from './cards/index.js';
import { withDifferences } from './differences.js';
import { inlineTo } from './inline-to-lexical.js';
import type { LexicalNode } from './lexical-node.js';
import { linesTo } from './lines-to-lexical.js';
import { listTo } from './list-to-lexical.js';
import { usualElement } from './usual.js';

/** Our document as Ghost's editor writes one. What came from it unchanged is the same again, to the letter unless a database reordered fields. */
export function toLexical(document: DocumentDto): string {
  const children = (document.content ?? []).map(blockTo);
  return JSON.stringify({ root: withDifferences(usualElement('root', children), ghostOf(document)) });
}

function blockTo(node: DocumentNode): LexicalNode {
  const { type, content = [], attrs } = node;
  const element = (name: string, children: LexicalNode[], own?: Record<string, unknown>) =>
    withDifferences(usualElement(name, children, attrs?.['dir'], own), ghostOf(node));
  switch (type) {
    case 'paragraph':
      return element('paragraph', inlineTo(content));
    case 'heading':
      return element('extended-heading', inlineTo(content), { tag: `h${sizeOf(node, 'level') ?? 2}` });
    case 'blockquote':
      return element('extended-quote', linesTo(content));
    case 'aside':
      return element('aside', linesTo(content));
    case 'bulletList':
    case 'orderedList':
      return listTo(node);
    default:
      return cardTo(node);
  }
}
