import { marked } from 'marked';
import type { DocumentNode } from '../../../../../contracts/dtos/document.js';
import { escapeHtml } from '../../../../../lib/escape-html.js';
import { wordsOf } from '../../nodes.js';
import { textIn } from '../../text-in.js';
import { noteOnce, type Page } from '../page.js';
import { picture } from '../pictures.js';
import { tagIf } from '../tag.js';

/** What is taken whole from what somebody typed, and so goes through the sanitiser every time. */
function sanitised(page: Page, typed: string): string {
  const { html, left } = page.hooks.sanitise(typed, page.ids);
  page.left.pictures += left.pictures;
  page.left.links += left.links;
  page.left.forms += left.forms;
  noteAddresses(page, html);
  return html.replace(images, (img) => ourPicture(page, attributesOf(img)) ?? img);
}

/** The sanitiser escapes what would end a tag early. */
const images = /<img [^<>]*>/g;
const attributes = / ([a-z]+)="([^"]*)"/g;

const attributesOf = (tag: string): Partial<Record<string, string>> =>
  Object.fromEntries([...tag.matchAll(attributes)].map(([, name = '', value = '']) => [name, unescaped(value)]));

const unescaped = (value: string) =>
  value.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** Null for one that lies elsewhere: it stays as it was written. */
function ourPicture(page: Page, { src = '', alt = '', title = '', width, height }: Partial<Record<string, string>>) {
  if (page.hooks.picture(src, 'picture')?.sources === undefined) return null;
  return picture(page, { src, alt, title, width: Number(width) || null, height: Number(height) || null });
}

function noteAddresses({ refs }: Page, html: string): void {
  for (const [tag] of html.matchAll(images)) {
    const { src = '' } = attributesOf(tag);
    if (!refs.pictures.some((known) => known.src === src)) refs.pictures.push({ src, use: 'picture' });
  }
  for (const [, name, address = ''] of html.matchAll(/ (src|href)="([^"]*)"/g)) {
    const plain = unescaped(address);
    if (name === 'href') noteOnce(refs.links, plain);
    else if (!refs.pictures.some((known) => known.src === plain)) noteOnce(refs.files, plain);
  }
}

export function html(page: Page, node: DocumentNode): string {
  return sanitised(page, wordsOf(node, 'html'));
}

export function markdown(page: Page, node: DocumentNode): string {
  return sanitised(page, marked.parse(wordsOf(node, 'markdown'), { async: false, gfm: true }));
}

/** Meant for letters, and never for the web. */
const lettersOnly = ['email', 'email-cta'];

/** The words of what we do not know. */
export function ghostCard(page: Page, node: DocumentNode): string {
  if (lettersOnly.includes(wordsOf(node, 'card'))) return '';
  page.left.unknown += 1;
  return tagIf('p', {}, escapeHtml(textIn(node.attrs?.['data']).trim()));
}
