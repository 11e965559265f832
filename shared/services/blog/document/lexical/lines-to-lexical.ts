import type { DocumentNode } from '../../../../contracts/dtos/document.js';
import { plainWords, textNode } from '../nodes.js';
import { inlineTo } from './inline-to-lexical.js';
import type { LexicalNode } from './lexical-node.js';
import { usualBreak } from './usual.js';

/** Blocks where Ghost has room for lines only: each begins a new one. What is no prose is its words. */
export function linesTo(blocks: readonly DocumentNode[]): LexicalNode[] {
  const lines = blocks.map((block) => inlineTo(block.type === 'paragraph' ? block.content : words(block)));
  return lines.flatMap((line, index) => (index === 0 ? line : [usualBreak, ...line]));
}

function words(block: DocumentNode): DocumentNode[] {
  const text = plainWords(block.content);
  return text === '' ? [] : [textNode(text)];
}
