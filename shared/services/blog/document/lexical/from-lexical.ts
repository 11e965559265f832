import type { DocumentDto, DocumentNode } from '../../../../contracts/dtos/document.js';
import { problemOf } from '../check-document.js';
import { nodeOf, paragraph } from '../nodes.js';
import { cardFrom } from './cards/index.js';
import { differences } from './differences.js';
import { inlineFrom, isInline } from './inline-from-lexical.js';
import { childrenOf, parseLexical, type LexicalNode } from './lexical-node.js';
import { listFrom } from './list-from-lexical.js';
import { directionOf, UnknownShape } from './shape.js';
import { usualElement } from './usual.js';

/**
 * Ghost's document as ours. Nothing is lost: what our nodes have no place for they carry along, and a card that is not
 * known is kept as it came.
 *
 * @returns null when it is no Lexical document.
 */
export function fromLexical(json: string): DocumentDto | null {
  const root = parseLexical(json);
  if (root === null) return null;
  const ghost = differences(root, usualElement('root', []));
  return { ...nodeOf('doc', { ghost }, childrenOf(root).map(blockFrom)), type: 'doc' };
}

function blockFrom(raw: LexicalNode): DocumentNode {
  try {
    const node = convert(raw);
    if (problemOf(node) === null) return node;
  } catch (error) {
    if (!(error instanceof UnknownShape)) throw error;
  }
  return nodeOf('ghostCard', { card: raw.type, data: raw });
}

function convert(raw: LexicalNode): DocumentNode {
  switch (raw.type) {
    case 'paragraph':
      return nodeOf('paragraph', { ...saidOf(raw, raw.type) }, line(raw));
    case 'heading':
    case 'extended-heading': {
      const level = /^h([1-6])$/.exec(String(raw['tag']))?.[1];
      if (level === undefined) throw new UnknownShape('heading');
      return nodeOf(
        'heading',
        { level: Number(level), ...saidOf(raw, 'extended-heading', { tag: raw['tag'] }) },
        line(raw),
      );
    }
    case 'quote':
    case 'extended-quote':
      return nodeOf('blockquote', saidOf(raw, 'extended-quote'), [paragraph(line(raw))]);
    case 'aside':
      return nodeOf('aside', saidOf(raw, 'aside'), [paragraph(line(raw))]);
    case 'list':
      return listFrom(raw);
    default:
      return cardFrom(raw);
  }
}

function line(raw: LexicalNode): DocumentNode[] {
  const children = childrenOf(raw);
  if (!children.every(isInline)) throw new UnknownShape(raw.type);
  return inlineFrom(children);
}

function saidOf(raw: LexicalNode, type: string, own: Record<string, unknown> = {}) {
  const dir = directionOf(raw);
  return { dir, ghost: differences(raw, usualElement(type, [], dir, own)) };
}
