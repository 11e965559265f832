import type { LexicalNode } from './lexical-node.js';

/** Nodes as Ghost writes them when there is nothing special about them. */
export const usualText = (text: string, format: number): LexicalNode => ({
  detail: 0,
  format,
  mode: 'normal',
  style: '',
  text,
  type: 'extended-text',
  version: 1,
});

export const usualBreak: LexicalNode = { type: 'linebreak', version: 1 };

export function usualElement(
  type: string,
  children: LexicalNode[],
  dir: unknown = null,
  own: Record<string, unknown> = {},
): LexicalNode {
  return { children, direction: dir ?? null, format: '', indent: 0, type, version: 1, ...own };
}

export function usualLink(children: LexicalNode[], attrs: Record<string, unknown>): LexicalNode {
  const { rel = null, target = null, title = null, href = '' } = attrs;
  return usualElement('link', children, null, { rel, target, title, url: href });
}

/** The number of each item, as Lexical counts them: an item that only holds a list has that of the next. */
export function numbered(items: { isOnlyList: boolean }[], start: number): number[] {
  let next = start;
  return items.map(({ isOnlyList }) => (isOnlyList ? next : next++));
}
