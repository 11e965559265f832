import type { DocumentNode } from '../../../../../contracts/dtos/document.js';
import { escapeHtml } from '../../../../../lib/escape-html.js';
import { anchorOf } from '../../anchors.js';
import { sizeOf, wordsOf } from '../../nodes.js';
import { giveId, type Page } from '../page.js';
import { picture, type Room } from '../pictures.js';
import { tag, tagIf } from '../tag.js';
import { buttonLink } from './boxes.js';

const buttonOf = (page: Page, node: DocumentNode) =>
  buttonLink(page, wordsOf(node, 'buttonText'), wordsOf(node, 'buttonHref'));

function imageOf(page: Page, node: DocumentNode, room: Room = 'text'): string {
  const size = { width: sizeOf(node, 'imageWidth'), height: sizeOf(node, 'imageHeight') };
  return picture(page, { src: wordsOf(node, 'image'), alt: '', room, ...size });
}

/** Something that the author recommends. */
export function product(page: Page, node: DocumentNode): string {
  const stars = sizeOf(node, 'stars') ?? 0;
  const drawn = '★'.repeat(stars) + '☆'.repeat(5 - stars);
  const inside = [
    imageOf(page, node),
    tagIf('p', { class: 'pick-title' }, escapeHtml(wordsOf(node, 'title'))),
    stars > 0
      ? tag('p', { class: 'pick-stars', role: 'img', 'aria-label': `${stars} of 5 stars`, 'data-drawn': drawn }, '')
      : '',
    page.blocks(node.content),
    buttonOf(page, node),
  ].join('');
  return tagIf('div', { class: 'pick' }, inside);
}

export function header(page: Page, node: DocumentNode): string {
  const title = wordsOf(node, 'title');
  const tone = wordsOf(node, 'tone') || 'light';
  const image = imageOf(page, node, 'full');
  const inside = [
    image,
    titleOf(page, title),
    tagIf('p', { class: 'banner-words' }, escapeHtml(wordsOf(node, 'subtitle'))),
    buttonOf(page, node),
  ].join('');
  const isLeft = node.attrs?.['alignment'] === 'left';
  return tagIf('div', { class: `banner full ${tone}${isLeft ? '' : ' centre'}` }, inside);
}

function titleOf(page: Page, title: string): string {
  if (title === '') return '';
  const id = giveId(page, anchorOf(title));
  page.outline.push({ id, level: 2, text: title, isOpen: page.isOpen });
  return tag('h2', { class: 'banner-title', id }, escapeHtml(title));
}

export function callToAction(page: Page, node: DocumentNode): string {
  const inside = [
    imageOf(page, node),
    tagIf('p', { class: 'call-label' }, escapeHtml(wordsOf(node, 'label'))),
    page.blocks(node.content),
    buttonOf(page, node),
  ].join('');
  return tagIf('div', { class: `call ${wordsOf(node, 'tone') || 'grey'}` }, inside);
}

/** Ghost's box wants an address and its own scripts: what would be asked here is left out, and counted. */
export function signup(page: Page): string {
  page.left.forms += 1;
  return '';
}
