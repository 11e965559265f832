import { isShallow } from '../check-document.js';

/** A node of Ghost's editor, as its JSON says it. Every field but the type may be missing or be of another kind. */
export interface LexicalNode extends Record<string, unknown> {
  type: string;
}

/** @returns the root, or null when it is none. */
export function parseLexical(json: string): LexicalNode | null {
  const value = parse(json);
  const root = typeof value === 'object' && value !== null && 'root' in value ? value.root : null;
  return isLexical(root) && root.type === 'root' && isShallow(root) ? root : null;
}

/** PostgreSQL's jsonb has no place for U+0000 and for halves of characters. */
function parse(json: string): unknown {
  try {
    return JSON.parse(json, (_, value: unknown) => (typeof value === 'string' ? wellFormed(value) : value)) as unknown;
  } catch {
    return null;
  }
}

export function wellFormed(text: string): string {
  return text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd');
}

export function isLexical(value: unknown): value is LexicalNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

export function childrenOf(node: LexicalNode): LexicalNode[] {
  const { children } = node;
  return Array.isArray(children) ? children.filter(isLexical) : [];
}

export const wordsIn = (node: Record<string, unknown>, name: string): string => {
  const value = node[name];
  return typeof value === 'string' ? value : '';
};

export const sizeIn = (node: Record<string, unknown>, name: string): number | null => {
  const value = node[name];
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
};

/** The value if it is one of these words, else undefined, which leaves it to the schema. */
export function wordAmong(value: unknown, allowed: readonly string[]): string | undefined {
  return typeof value === 'string' && allowed.includes(value) ? value : undefined;
}
