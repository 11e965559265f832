import { escapeHtml } from '../../lib/escape-html.js';
import { alone, style } from './style.js';

export interface PlainPage {
  title: string;
  sentence: string;
  note?: string;
  /** Asks again by itself after so many seconds. */
  againInSeconds?: number | undefined;
}

/** The house's mark, as in `templates/partials/mark.eta`. */
const mark =
  '<svg class="mark" viewBox="0 0 40 40" aria-hidden="true"><circle cx="20" cy="20" r="19"/><path d="M22.86 18.35A3.3 3.3 0 1 1 17.01 18.61M24.05 27.64A8.3 8.3 0 0 1 11.28 18.69M15.95 12.36A8.3 8.3 0 0 1 28.72 21.31M26.46 32.72A13.6 13.6 0 0 1 7.05 26.03M5.76 19.23A13.6 13.6 0 0 1 21.25 5.77M27.78 8.05A13.6 13.6 0 0 1 31.7 28.2"/></svg>';

/** One sentence on a page, for when no site can answer. It needs no other file. */
export function plainPage({ title, sentence, note, againInSeconds }: PlainPage): string {
  const again = againInSeconds === undefined ? '' : `<meta http-equiv="refresh" content="${againInSeconds}">`;
  const small = note === undefined ? '' : `<p class="note">${escapeHtml(note)}</p>`;
  return `<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">${again}<title>${escapeHtml(title)}</title><style>${style}${alone}</style></head>
<body class="alone"><main>${mark}<h1>${escapeHtml(title)}</h1><p>${escapeHtml(sentence)}</p>${small}</main></body>
</html>
`;
}

/** What a proxy shows when a service does not answer; `_config/away.html` is this. */
export const awayPage = () =>
  plainPage({
    title: 'Back in a moment',
    sentence:
      'This part of the house is starting, or being mended. Nothing of yours is lost, and this page asks again by itself.',
    againInSeconds: 15,
  });
