import type { DocumentNode } from '../../../../../contracts/dtos/document.js';
import { escapeHtml } from '../../../../../lib/escape-html.js';
import { sizeOf, wordsOf } from '../../nodes.js';
import { linkAttributes } from '../links.js';
import type { Page } from '../page.js';
import { ask, fileAddress } from '../pictures.js';
import { tag, tagIf } from '../tag.js';
import { caption, variantClass } from './pictures.js';

export function audio(page: Page, node: DocumentNode): string {
  const title = wordsOf(node, 'title');
  const src = fileAddress(page, wordsOf(node, 'src'));
  const words = tagIf('p', { class: 'sound-title' }, escapeHtml(title));
  const player = src
    ? tag('audio', { src, controls: true, preload: 'none', 'aria-label': title || 'Recording' }, '')
    : elsewhere(page, node, 'Listen to the recording');
  return player === '' ? '' : tag('figure', { class: 'sound' }, words + player + caption(page, node));
}

export function video(page: Page, node: DocumentNode): string {
  const src = fileAddress(page, wordsOf(node, 'src'));
  const poster = ask(page, wordsOf(node, 'thumbnail'), 'thumbnail')?.src;
  const isLoop = node.attrs?.['isLoop'] === true;
  const attributes = {
    ...{ src, poster, width: sizeOf(node, 'width'), height: sizeOf(node, 'height'), controls: true, preload: 'none' },
    ...{ playsinline: true, loop: isLoop, muted: isLoop, 'aria-label': wordsOf(node, 'title') || 'Film' },
  };
  const player = src ? tag('video', attributes, '') : elsewhere(page, node, 'Watch the film');
  return player === '' ? '' : tag('figure', { class: variantClass(node, 'film') }, player + caption(page, node));
}

/** What a page may not fetch by itself, a reader may. */
function elsewhere(page: Page, node: DocumentNode, words: string): string {
  const link = linkAttributes(page, wordsOf(node, 'src'));
  if (link === null) return '';
  page.left.links += 1;
  return tag('a', { class: 'elsewhere', ...link }, words);
}

export function file(page: Page, node: DocumentNode): string {
  fileAddress(page, wordsOf(node, 'src'));
  const link = linkAttributes(page, wordsOf(node, 'src'));
  if (link === null) return '';
  const bytes = sizeOf(node, 'bytes');
  const name = wordsOf(node, 'name');
  const words = [
    tag('strong', {}, escapeHtml(wordsOf(node, 'title') || name || 'File')),
    tagIf('span', { class: 'link-about' }, escapeHtml(wordsOf(node, 'caption'))),
    tagIf(
      'span',
      { class: 'link-from' },
      escapeHtml([name, bytes === null ? '' : sizeInWords(bytes)].filter(Boolean).join(' · ')),
    ),
  ];
  return tag(
    'div',
    { class: 'link-card file' },
    tag('a', link, tag('span', { class: 'link-words' }, words.filter(Boolean).join(' '))),
  );
}

/** As a person says it: `82 kB`, `1.4 MB`. */
function sizeInWords(bytes: number): string {
  if (bytes < 1000) return `${Math.round(bytes)} bytes`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
