import { giveId, type Note, type Page } from './page.js';
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

/** @param words already HTML. */
export function addNote(page: Page, words: string): Note {
  const number = page.notes.length + 1;
  const note = { words, id: giveId(page, `note-${number}`), refId: giveId(page, `note-ref-${number}`) };
  page.notes.push(note);
  return note;
}

/** The number in the line, to which the note leads back; its words are read at the end. */
export function referFirst(page: Page, note: Note): string {
  return reference(page, note, note.refId);
}

/** The number in a line further on. */
export function referTo(page: Page, note: Note): string {
  return reference(page, note, null);
}

function reference({ notes }: Page, note: Note, id: string | null): string {
  const number = String(notes.indexOf(note) + 1);
  return tag('sup', { class: 'note-ref' }, tag('a', { href: `#${note.id}`, id, role: 'doc-noteref' }, number));
}
