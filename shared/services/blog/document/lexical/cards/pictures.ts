import { inlineFromHtml } from '../../html/inline-from-html.js';
import { nodeOf, sizeOf, wordsOf } from '../../nodes.js';
import { htmlOfLine } from '../../render/plain-html.js';
import { sizeIn, wordAmong, wordsIn } from '../lexical-node.js';
import type { CardKind } from './card-kind.js';

export const widths = ['regular', 'wide', 'full'];

export const image: CardKind = {
  lexical: 'image',
  node: 'image',
  from: (card) =>
    nodeOf(
      'image',
      {
        src: wordsIn(card, 'src'),
        alt: wordsIn(card, 'alt'),
        title: wordsIn(card, 'title'),
        width: sizeIn(card, 'width'),
        height: sizeIn(card, 'height'),
        variant: wordAmong(card['cardWidth'], widths),
        href: wordsIn(card, 'href'),
      },
      inlineFromHtml(wordsIn(card, 'caption')),
    ),
  to: (node) => ({
    src: wordsOf(node, 'src'),
    width: sizeOf(node, 'width'),
    height: sizeOf(node, 'height'),
    title: wordsOf(node, 'title'),
    alt: wordsOf(node, 'alt'),
    caption: htmlOfLine(node.content),
    cardWidth: wordsOf(node, 'variant') || 'regular',
    href: wordsOf(node, 'href'),
  }),
};

const perRow = 3;

export const gallery: CardKind = {
  lexical: 'gallery',
  node: 'gallery',
  from: (card) =>
    nodeOf(
      'gallery',
      {
        images: picturesIn(card['images']).map((picture) => ({
          src: wordsIn(picture, 'src'),
          alt: wordsIn(picture, 'alt'),
          width: sizeIn(picture, 'width'),
          height: sizeIn(picture, 'height'),
        })),
      },
      inlineFromHtml(wordsIn(card, 'caption')),
    ),
  to: (node) => ({
    images: picturesIn(node.attrs?.['images']).map((picture, index) => ({
      row: Math.floor(index / perRow),
      ...picture,
      fileName: wordsIn(picture, 'src').split('/').at(-1),
    })),
    caption: htmlOfLine(node.content),
  }),
};

function picturesIn(value: unknown): Record<string, unknown>[] {
  const isThing = (one: unknown): one is Record<string, unknown> => typeof one === 'object' && one !== null;
  return Array.isArray(value) ? value.filter(isThing) : [];
}
