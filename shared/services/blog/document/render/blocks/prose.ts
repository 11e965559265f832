import type { DocumentNode } from '../../../../../contracts/dtos/document.js';
import { escapeHtml } from '../../../../../lib/escape-html.js';
import { anchorOf } from '../../anchors.js';
import { plainWords, wordsOf } from '../../nodes.js';
import { inline } from '../inline.js';
import { giveId, type Page } from '../page.js';
import { opening, tag, tagIf } from '../tag.js';

/** Written only where it differs from the page's. */
const dirOf = (node: DocumentNode) => (node.attrs?.['dir'] === 'rtl' ? 'rtl' : null);

export function paragraph(page: Page, node: DocumentNode): string {
  return tagIf('p', { dir: dirOf(node) }, inline(page, node.content));
}

/** The page has the only `h1`. */
export function heading(page: Page, node: DocumentNode): string {
  const words = plainWords(node.content).replace(/\s+/g, ' ').trim();
  if (words === '') return '';
  const level = Math.min(6, Math.max(2, Number(node.attrs?.['level'] ?? 2)));
  const id = giveId(page, wordsOf(node, 'anchor') || anchorOf(words));
  page.outline.push({ id, level, text: words, isOpen: page.isOpen });
  return tag(`h${level}`, { id, dir: dirOf(node) }, inline(page, node.content));
}

export function list(page: Page, node: DocumentNode): string {
  const items = (node.content ?? []).map((item) => tag('li', { dir: dirOf(item) }, itemInside(page, item)));
  const start = Number(node.attrs?.['start'] ?? 1);
  const attributes = { start: start === 1 ? null : start, dir: dirOf(node) };
  return node.type === 'orderedList'
    ? tag('ol', attributes, items.join(''))
    : tag('ul', { dir: dirOf(node) }, items.join(''));
}

/** One paragraph needs no tags of its own, with lists below it or without. */
function itemInside(page: Page, item: DocumentNode): string {
  const [first, ...rest] = item.content ?? [];
  const isPlain = first?.type === 'paragraph' && rest.every(({ type }) => type.endsWith('List'));
  if (!isPlain) return page.blocks(item.content);
  return inline(page, first.content) + page.blocks(rest);
}

export function blockquote(page: Page, node: DocumentNode): string {
  return tagIf(
    'blockquote',
    { class: node.type === 'aside' ? 'pull' : null, dir: dirOf(node) },
    page.blocks(node.content),
  );
}

export function codeBlock(_page: Page, node: DocumentNode): string {
  const language = wordsOf(node, 'language').trim();
  const isName = /^[\w+#.-]{1,40}$/.test(language);
  const code = tag('code', { class: isName ? `language-${language}` : null }, escapeHtml(plainWords(node.content)));
  const caption = wordsOf(node, 'caption');
  const pre = tag('pre', {}, code);
  return caption === '' ? pre : tag('figure', { class: 'code' }, pre + tag('figcaption', {}, escapeHtml(caption)));
}

export const horizontalRule = () => opening('hr');
