import type { DocumentNode } from '../../../../../contracts/dtos/document.js';
import { sizeOf, wordsOf } from '../../nodes.js';
import { inline } from '../inline.js';
import { linkAttributes } from '../links.js';
import type { Page } from '../page.js';
import { picture, type Room } from '../pictures.js';
import { tag, tagIf } from '../tag.js';

/** `wide` and `full` reach out of the measure. */
export function variantClass(node: DocumentNode, name: string): string {
  const variant = wordsOf(node, 'variant');
  return variant === 'wide' || variant === 'full' ? `${name} ${variant}` : name;
}

function roomOf(node: DocumentNode): Room {
  const variant = wordsOf(node, 'variant');
  return variant === 'wide' || variant === 'full' ? variant : 'text';
}

export function caption(page: Page, node: DocumentNode): string {
  return tagIf('figcaption', {}, inline(page, node.content));
}

export function image(page: Page, node: DocumentNode): string {
  const img = picture(page, {
    src: wordsOf(node, 'src'),
    alt: wordsOf(node, 'alt'),
    title: wordsOf(node, 'title'),
    width: sizeOf(node, 'width'),
    height: sizeOf(node, 'height'),
    room: roomOf(node),
  });
  if (img === '') return '';
  const link = linkAttributes(page, wordsOf(node, 'href'));
  return tag(
    'figure',
    { class: variantClass(node, 'picture') },
    (link ? tag('a', link, img) : img) + caption(page, node),
  );
}

export function gallery(page: Page, node: DocumentNode): string {
  const images = Array.isArray(node.attrs?.['images']) ? (node.attrs['images'] as Record<string, unknown>[]) : [];
  const shown = images
    .map((attrs) => ({ type: 'image', attrs }))
    .map((one) =>
      picture(page, {
        src: wordsOf(one, 'src'),
        alt: wordsOf(one, 'alt'),
        width: sizeOf(one, 'width'),
        height: sizeOf(one, 'height'),
        room: images.length === 1 ? 'wide' : 'tile',
      }),
    )
    .filter((img) => img !== '');
  if (shown.length === 0) return '';
  const variant = wordsOf(node, 'variant') || 'wide';
  const name = variant === 'regular' ? 'gallery' : `gallery ${variant}`;
  const pictures = tag('div', { class: 'gallery-pictures', 'data-count': Math.min(shown.length, 9) }, shown.join(''));
  return tag('figure', { class: name }, pictures + caption(page, node));
}
