import { escapeHtml } from '../../lib/escape-html.js';
import { style } from './style.js';

export interface PlainPage {
  title: string;
  sentence: string;
  note: string;
  /** Asks again by itself after so many seconds. */
  againInSeconds?: number | undefined;
}

/** One sentence on a page, for when no site can answer. */
export function plainPage({ title, sentence, note, againInSeconds }: PlainPage): string {
  const again = againInSeconds === undefined ? '' : `<meta http-equiv="refresh" content="${againInSeconds}">`;
  return `<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">${again}<title>${escapeHtml(title)}</title><style>${style}</style></head>
<body><main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(sentence)}</p><p class="note">${escapeHtml(note)}</p></main></body>
</html>
`;
}
