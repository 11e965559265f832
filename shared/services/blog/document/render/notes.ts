import type { Note } from './page.js';
import { tag } from './tag.js';

/** What the footnotes say, each with the way back to its place. */
export function endNotes(notes: readonly Note[]): string {
  if (notes.length === 0) return '';
  const items = notes.map(({ id, refId, words }) => {
    const back = tag('a', { href: `#${refId}`, role: 'doc-backlink', 'aria-label': 'Back to the text' }, '↩');
    return tag('li', { id }, `${words} ${back}`);
  });
  return tag('section', { class: 'notes', role: 'doc-endnotes', 'aria-label': 'Notes' }, tag('ol', {}, items.join('')));
}
