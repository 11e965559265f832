import { isDeepStrictEqual } from 'node:util';
import type { LexicalNode } from './lexical-node.js';

/** Names of fields that are usual and were not there. */
const absent = '$absent';

/** What a node says otherwise than the usual one does; undefined when nothing. `of` is what our own node says already. */
export function differences(
  node: LexicalNode,
  usual: LexicalNode,
  of: string[] = [],
): Record<string, unknown> | undefined {
  const other = Object.entries(node).filter(
    ([name, value]) =>
      name !== 'children' && !of.includes(name) && value !== usual[name] && !isDeepStrictEqual(value, usual[name]),
  );
  const missing = Object.keys(usual).filter((name) => name !== 'children' && !(name in node));
  const all = [...other, ...(missing.length > 0 ? [[absent, missing] as [string, unknown]] : [])];
  return all.length > 0 ? Object.fromEntries(all) : undefined;
}

/** The usual node with what was said otherwise, in Ghost's order. */
export function withDifferences(usual: LexicalNode, said: Record<string, unknown>): LexicalNode {
  const { [absent]: missing, ...other } = said;
  const all = Object.entries({ ...usual, ...other });
  return Object.fromEntries(all.filter(([name]) => !(Array.isArray(missing) && missing.includes(name)))) as LexicalNode;
}
