import type { DocumentNode } from '../../../../../contracts/dtos/document.js';
import { escapeHtml, unescapeHtml } from '../../../../../lib/escape-html.js';
import { wordsOf } from '../../nodes.js';
import { textIn } from '../../text-in.js';
import { atPlaces } from '../markdown/footnotes.js';
import { parseMarkdown } from '../markdown/parse-markdown.js';
import { addNote, referFirst, referTo } from '../notes.js';
import { noteOnce, type Note, type Page } from '../page.js';
import { picture } from '../pictures.js';
import { isSafeSource } from '../safe-address.js';
import { tagIf } from '../tag.js';

/** What is taken whole from what somebody typed, and so goes through the sanitiser every time. */
function sanitised(page: Page, typed: string): string {
  const { html, waiting, left } = page.hooks.sanitise(typed, page.ids);
  page.left.pictures += left.pictures;
  page.left.links += left.links;
  page.left.forms += left.forms;
  page.left.waiting += waiting.length;
  waiting.forEach((src) => notePicture(page, src));
  noteAddresses(page, html);
  return html.replace(images, (img) => shownPicture(page, img));
}

/** The sanitiser escapes what would end a tag early. */
const images = /<img [^<>]*>/g;
const attributes = / ([a-z]+)="([^"]*)"/g;

const attributesOf = (tag: string): Partial<Record<string, string>> =>
  Object.fromEntries([...tag.matchAll(attributes)].map(([, name = '', value = '']) => [name, unescapeHtml(value)]));

/** Our copy where it is here; else as it was written, unless a page may not fetch it. */
function shownPicture(page: Page, img: string): string {
  const { src = '', alt = '', title = '', width, height } = attributesOf(img);
  const shown = page.hooks.picture(src, 'picture');
  if (shown === null) return isSafeSource(src) ? img : '';
  if (shown.src === src) return img;
  return picture(page, { src, alt, title, width: Number(width) || null, height: Number(height) || null });
}

function notePicture({ refs }: Page, src: string): void {
  if (!refs.pictures.some((known) => known.src === src)) refs.pictures.push({ src, use: 'picture' });
}

function noteAddresses(page: Page, html: string): void {
  const { refs } = page;
  for (const [tag] of html.matchAll(images)) notePicture(page, attributesOf(tag).src ?? '');
  for (const [, name, address = ''] of html.matchAll(/ (src|href)="([^"]*)"/g)) {
    const plain = unescapeHtml(address);
    if (name === 'href') noteOnce(refs.links, plain);
    else if (!refs.pictures.some((known) => known.src === plain)) noteOnce(refs.files, plain);
  }
}

export function html(page: Page, node: DocumentNode): string {
  return sanitised(page, wordsOf(node, 'html'));
}

export function markdown(page: Page, node: DocumentNode): string {
  const parsed = parseMarkdown(wordsOf(node, 'markdown'));
  const html = sanitised(page, parsed.html);
  const given = new Map<number, Note>();
  return atPlaces(html, (index) => {
    const [known, words] = [given.get(index), parsed.notes[index]];
    if (known !== undefined) return referTo(page, known);
    if (words === undefined) return '';
    const note = addNote(
      page,
      atPlaces(sanitised(page, words), () => ''),
    );
    given.set(index, note);
    return referFirst(page, note);
  });
}

/** Meant for letters, and never for the web. */
const lettersOnly = ['email', 'email-cta'];

/** The words of what we do not know. */
export function ghostCard(page: Page, node: DocumentNode): string {
  if (lettersOnly.includes(wordsOf(node, 'card'))) return '';
  page.left.unknown += 1;
  return tagIf('p', {}, escapeHtml(textIn(node.attrs?.['data']).trim()));
}
