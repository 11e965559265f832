import type { DocumentNode } from '../../../../contracts/dtos/document.js';
import { nodeOf, someBlocks } from '../nodes.js';
import { tones } from '../schema/card-nodes.js';
import { findAll, findByClass, findByTag, innerSource, wordsWithin } from './find-in-html.js';
import { inlineFromHtml } from './inline-from-html.js';
import { classesOf, pixels, type HtmlElement } from './parse.js';

interface Reading {
  html: string;
  card: HtmlElement;
  blocksIn: (element: HtmlElement | undefined) => DocumentNode[];
}

const within = ({ card }: Reading, name: string) => findByClass(card, name);
const words = (reading: Reading, name: string) => wordsWithin(within(reading, name));
const address = (reading: Reading, name: string) => within(reading, name)?.attribs['href'] ?? '';
const line = ({ html }: Reading, element: HtmlElement | undefined) => inlineFromHtml(innerSource(html, element));
const caption = (reading: Reading) => line(reading, findByTag(reading.card, 'figcaption'));

function wordAfter({ card }: Reading, prefix: string): string | undefined {
  return classesOf(card)
    .find((name) => name.startsWith(prefix))
    ?.slice(prefix.length);
}

/** Cards as Ghost writes them into HTML, by the class that names them. */
const cards: Record<string, (reading: Reading) => DocumentNode> = {
  'kg-gallery-card': (reading) => {
    const images = findAll(reading.card.children, ({ name }) => name === 'img').map(({ attribs }) => ({
      src: attribs['src'] ?? '',
      alt: attribs['alt'] ?? '',
      width: pixels(attribs['width']),
      height: pixels(attribs['height']),
    }));
    return nodeOf('gallery', { images }, caption(reading));
  },
  'kg-callout-card': (reading) => {
    const text = within(reading, 'kg-callout-text');
    const tone = tones.find((one) => one === wordAfter(reading, 'kg-callout-card-'));
    return nodeOf('callout', { emoji: words(reading, 'kg-callout-emoji'), tone }, someBlocks(reading.blocksIn(text)));
  },
  'kg-toggle-card': (reading) =>
    nodeOf('toggle', {}, [
      nodeOf('toggleHeading', {}, line(reading, within(reading, 'kg-toggle-heading-text'))),
      nodeOf('toggleContent', {}, reading.blocksIn(within(reading, 'kg-toggle-content'))),
    ]),
  'kg-bookmark-card': (reading) => {
    const about = {
      url: address(reading, 'kg-bookmark-container'),
      title: words(reading, 'kg-bookmark-title'),
      description: words(reading, 'kg-bookmark-description'),
      // Ghost's names for these two are crossed.
      author: words(reading, 'kg-bookmark-publisher'),
      publisher: words(reading, 'kg-bookmark-author'),
    };
    return nodeOf('bookmark', about, caption(reading));
  },
  'kg-button-card': (reading) => {
    const alignment = wordAfter(reading, 'kg-align-') === 'left' ? 'left' : 'center';
    return nodeOf('button', { text: words(reading, 'kg-btn'), href: address(reading, 'kg-btn'), alignment });
  },
  'kg-file-card': (reading) =>
    nodeOf('file', {
      src: address(reading, 'kg-file-card-container'),
      title: words(reading, 'kg-file-card-title'),
      caption: words(reading, 'kg-file-card-caption'),
      name: words(reading, 'kg-file-card-filename'),
    }),
  'kg-audio-card': (reading) =>
    nodeOf('audio', {
      src: findByTag(reading.card, 'audio')?.attribs['src'] ?? '',
      title: words(reading, 'kg-audio-title'),
    }),
  'kg-video-card': (reading) => {
    const { src = '', width, height } = findByTag(reading.card, 'video')?.attribs ?? {};
    return nodeOf('video', { src, width: pixels(width), height: pixels(height) }, caption(reading));
  },
  'kg-product-card': (reading) => {
    const image = within(reading, 'kg-product-card-image')?.attribs ?? {};
    const isLit = (element: HtmlElement) => classesOf(element).includes('kg-product-card-rating-active');
    const about = {
      title: words(reading, 'kg-product-card-title'),
      image: image['src'] ?? '',
      imageWidth: pixels(image['width']),
      imageHeight: pixels(image['height']),
      stars: Math.min(5, findAll(reading.card.children, isLit).length),
      buttonText: words(reading, 'kg-product-card-button'),
      buttonHref: address(reading, 'kg-product-card-button'),
    };
    return nodeOf('product', about, reading.blocksIn(within(reading, 'kg-product-card-description')));
  },
  'kg-header-card': (reading) =>
    nodeOf('header', {
      title: words(reading, 'kg-header-card-header') || words(reading, 'kg-header-card-heading'),
      subtitle: words(reading, 'kg-header-card-subheader') || words(reading, 'kg-header-card-subheading'),
      buttonText: words(reading, 'kg-header-card-button'),
      buttonHref: address(reading, 'kg-header-card-button'),
      tone: ['dark', 'accent'].find((tone) => wordAfter(reading, 'kg-style-') === tone),
      alignment: 'center',
    }),
};

/** @returns null when it is none of the cards that are known here. */
export function ghostCardOf(
  card: HtmlElement,
  html: string,
  blocksIn: (element: HtmlElement) => DocumentNode[],
): DocumentNode | null {
  const name = classesOf(card).find((one) => Object.hasOwn(cards, one)) ?? '';
  return cards[name]?.({ html, card, blocksIn: (element) => (element ? blocksIn(element) : []) }) ?? null;
}
