import { isDeepStrictEqual } from 'node:util';
import type { DocumentMark, DocumentNode } from '../../../../contracts/dtos/document.js';
import { ghostOf, plainWords } from '../nodes.js';
import { withDifferences } from './differences.js';
import { isLexical, type LexicalNode } from './lexical-node.js';
import { formatOf } from './text-format.js';
import { usualBreak, usualLink, usualText } from './usual.js';

/** A line as Ghost's editor has it: runs of one link are in one link again. */
export function inlineTo(nodes: readonly DocumentNode[] = []): LexicalNode[] {
  const written: LexicalNode[] = [];
  for (let from = 0; from < nodes.length;) {
    const link = linkOn(nodes[from]);
    let to = from + 1;
    while (link !== undefined && to < nodes.length && isDeepStrictEqual(linkOn(nodes[to]), link)) to += 1;
    const runs = nodes.slice(from, to).flatMap(runTo);
    written.push(...(link ? [linkTo(link, runs)] : runs));
    from = to;
  }
  return written;
}

const linkOn = (node: DocumentNode | undefined) => node?.marks?.find(({ type }) => type === 'link');

function linkTo(link: DocumentMark, runs: LexicalNode[]): LexicalNode {
  return withDifferences(usualLink(runs, link.attrs ?? {}), ghostOf(link));
}

function runTo(node: DocumentNode): LexicalNode[] {
  const { type, text, marks = [] } = node;
  if (text !== undefined) return [textTo(text, marks)];
  if (type === 'hardBreak') return [withDifferences(usualBreak, ghostOf(node))];
  if (type === 'ghostInline') return isLexical(node.attrs?.['data']) ? [node.attrs['data']] : [];
  // Ghost has no footnotes: what one says stands in the line.
  const words = plainWords(node.content);
  return words === '' ? [] : [usualText(` (${words})`, 0)];
}

function textTo(text: string, marks: readonly DocumentMark[]): LexicalNode {
  const kept = marks.find(({ type }) => type === 'ghostText');
  const { format, ...ghost } = kept ? ghostOf(kept) : {};
  // Bits that are no marks of ours come back with those that are.
  const rest = typeof format === 'number' ? format & ~255 : 0;
  return withDifferences(usualText(text, formatOf(marks) | rest), ghost);
}
