import type { DocumentMark, DocumentNode } from '../../../../contracts/dtos/document.js';
import { nodeOf, textNode } from '../nodes.js';
import { differences } from './differences.js';
import { childrenOf, wordsIn, type LexicalNode } from './lexical-node.js';
import { marksOf } from './text-format.js';
import { usualBreak, usualLink, usualText } from './usual.js';

const textTypes = ['extended-text', 'text', 'tk', 'tab', 'emoji'];
const linkTypes = ['link', 'autolink'];
const inlineTypes = [
  ...textTypes,
  ...linkTypes,
  'linebreak',
  'at-link',
  'at-link-search',
  'zwnj',
  'hashtag',
  'overflow',
];

export const isInline = ({ type }: LexicalNode) => inlineTypes.includes(type);

/** What stands in a line. Runs of one link each carry it; what is not known keeps its words. */
export function inlineFrom(nodes: readonly LexicalNode[], link?: DocumentMark): DocumentNode[] {
  return nodes.flatMap((node) => {
    if (textTypes.includes(node.type) && wordsIn(node, 'text') !== '') return [runFrom(node, link)];
    if (node.type === 'linebreak') return [breakFrom(node, link)];
    if (linkTypes.includes(node.type) && link === undefined) return inlineFrom(childrenOf(node), linkFrom(node));
    return [nodeOf('ghostInline', { data: node })];
  });
}

function runFrom(node: LexicalNode, link: DocumentMark | undefined): DocumentNode {
  const text = wordsIn(node, 'text');
  const { marks, rest } = marksOf(node['format']);
  const usual = usualText(text, Number(node['format'] ?? 0) & ~rest);
  const ghost = differences(node, usual);
  return textNode(text, [
    ...(link ? [link] : []),
    ...marks,
    ...(ghost ? [{ type: 'ghostText', attrs: { ghost } }] : []),
  ]);
}

function breakFrom(node: LexicalNode, link: DocumentMark | undefined): DocumentNode {
  const marks = link ? { marks: [link] } : {};
  return { ...nodeOf('hardBreak', { ghost: differences(node, usualBreak) }), ...marks };
}

function linkFrom(node: LexicalNode): DocumentMark {
  const maybe = (name: string) => (typeof node[name] === 'string' ? node[name] : null);
  const attrs = { href: wordsIn(node, 'url'), title: maybe('title'), rel: maybe('rel'), target: maybe('target') };
  const ghost = differences(node, usualLink([], attrs));
  return { type: 'link', attrs: { ...attrs, ...(ghost ? { ghost } : {}) } };
}
