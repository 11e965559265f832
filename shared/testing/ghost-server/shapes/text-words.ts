const wordsPerMinute = 275;

/** HTML of paragraphs as plain text, as near to Ghost's as a sync may care about. */
export function plaintextOf(html: string | null): string {
  return (html ?? '')
    .replaceAll(/<\/(p|h\d|li|blockquote)>/g, '\n\n')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&amp;', '&')
    .trim();
}

export function excerptOf(custom: string | null, html: string | null): string {
  return custom ?? plaintextOf(html).slice(0, 500);
}

export function readingTimeOf(html: string | null): number {
  return Math.floor(plaintextOf(html).split(/\s+/).length / wordsPerMinute);
}

/** The document that Ghost's editor makes of plain paragraphs, and the HTML that it renders of it. */
export function paragraphs(...texts: string[]): { lexical: string; html: string } {
  const node = { direction: 'ltr', format: '', indent: 0, version: 1 };
  const children = texts.map((text) => ({
    children: [{ detail: 0, format: 0, mode: 'normal', style: '', text, type: 'extended-text', version: 1 }],
    ...{ ...node, type: 'paragraph' },
  }));
  const escaped = texts.map((text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'));
  return {
    lexical: JSON.stringify({ root: { children, ...node, type: 'root' } }),
    html: escaped.map((text) => `<p>${text}</p>`).join(''),
  };
}
