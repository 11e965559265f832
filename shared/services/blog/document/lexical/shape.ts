import type { LexicalNode } from './lexical-node.js';

/** Thrown where known nodes stand in each other as they do not in Ghost's editor; the whole block is kept as it came then. */
export class UnknownShape extends Error {}

export function directionOf(node: LexicalNode): 'ltr' | 'rtl' | undefined {
  const { direction } = node;
  return direction === 'ltr' || direction === 'rtl' ? direction : undefined;
}
