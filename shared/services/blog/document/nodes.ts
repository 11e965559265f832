import type { DocumentMark, DocumentNode } from '../../../contracts/dtos/document.js';

/** A node with what is said about it; what is undefined is not said. */
export function nodeOf(type: string, attrs?: Record<string, unknown>, content?: DocumentNode[]): DocumentNode {
  const said = Object.entries(attrs ?? {}).filter(([, value]) => value !== undefined);
  return {
    type,
    ...(said.length > 0 ? { attrs: Object.fromEntries(said) } : {}),
    ...(content && content.length > 0 ? { content } : {}),
  };
}

export function textNode(text: string, marks: DocumentMark[] = []): DocumentNode {
  return { type: 'text', text, ...(marks.length > 0 ? { marks } : {}) };
}

export const paragraph = (content: DocumentNode[] = []) => nodeOf('paragraph', {}, content);

/** At least one block, where the schema wants one. */
export const someBlocks = (blocks: DocumentNode[]) => (blocks.length > 0 ? blocks : [paragraph()]);

/** A text attribute; empty when it is not there. */
export function wordsOf(node: DocumentNode, name: string): string {
  const value = node.attrs?.[name];
  return typeof value === 'string' ? value : '';
}

/** A size attribute; null when it is not there. */
export function sizeOf(node: DocumentNode, name: string): number | null {
  const value = node.attrs?.[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** What came with it from a Ghost. */
export function ghostOf(node: DocumentNode | DocumentMark): Record<string, unknown> {
  const value = node.attrs?.['ghost'];
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** The words in it, a space for a line's end. */
export function plainWords(nodes: readonly DocumentNode[] = []): string {
  return nodes.map((node) => node.text ?? (node.type === 'hardBreak' ? ' ' : plainWords(node.content))).join('');
}
