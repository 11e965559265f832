/** The words in a node of Ghost's that is not known here, wherever they are. */
export function textIn(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  const { text, children } = value as { text?: unknown; children?: unknown };
  if (typeof text === 'string') return text;
  return Array.isArray(children) ? children.map(textIn).join('') : '';
}
