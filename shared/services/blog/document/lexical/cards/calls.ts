import { blocksFromHtml } from '../../html/blocks-from-html.js';
import { plainFromHtml } from '../../html/inline-from-html.js';
import { nodeOf, sizeOf, wordsOf } from '../../nodes.js';
import { htmlOfBlocks } from '../../render/plain-html.js';
import { tones } from '../../schema/card-nodes.js';
import { sizeIn, wordAmong, wordsIn } from '../lexical-node.js';
import { audienceOf } from './audience.js';
import type { CardKind } from './card-kind.js';

const buttonOf = (text: string, href: string) => ({ buttonText: text, buttonHref: href });

export const product: CardKind = {
  lexical: 'product',
  node: 'product',
  from: (card) => {
    const hasButton = card['productButtonEnabled'] === true;
    const stars = card['productRatingEnabled'] === true ? Math.round(sizeIn(card, 'productStarRating') ?? 0) : 0;
    return nodeOf(
      'product',
      {
        title: plainFromHtml(wordsIn(card, 'productTitle')),
        image: wordsIn(card, 'productImageSrc'),
        imageWidth: sizeIn(card, 'productImageWidth'),
        imageHeight: sizeIn(card, 'productImageHeight'),
        stars: Math.min(stars, 5),
        ...(hasButton ? buttonOf(wordsIn(card, 'productButton'), wordsIn(card, 'productUrl')) : {}),
      },
      blocksFromHtml(wordsIn(card, 'productDescription')),
    );
  },
  to: (node) => ({
    productImageSrc: wordsOf(node, 'image'),
    productImageWidth: sizeOf(node, 'imageWidth'),
    productImageHeight: sizeOf(node, 'imageHeight'),
    productTitle: wordsOf(node, 'title'),
    productDescription: htmlOfBlocks(node.content),
    productRatingEnabled: (sizeOf(node, 'stars') ?? 0) > 0,
    productStarRating: sizeOf(node, 'stars') ?? 0,
    productButtonEnabled: wordsOf(node, 'buttonText') !== '',
    productButton: wordsOf(node, 'buttonText'),
    productUrl: wordsOf(node, 'buttonHref'),
  }),
};

/** Both of Ghost's: the first knows styles, the second colours. */
export const header: CardKind = {
  lexical: 'header',
  node: 'header',
  from: (card) => {
    const style = wordAmong(card['style'], ['light', 'dark', 'accent', 'image']);
    const colour = wordAmong(card['backgroundColor'], ['accent']);
    const hasButton = card['buttonEnabled'] === true;
    return nodeOf('header', {
      title: plainFromHtml(wordsIn(card, 'header')),
      subtitle: plainFromHtml(wordsIn(card, 'subheader')),
      ...(hasButton ? buttonOf(plainFromHtml(wordsIn(card, 'buttonText')), wordsIn(card, 'buttonUrl')) : {}),
      image: wordsIn(card, 'backgroundImageSrc'),
      tone: style ?? colour,
      alignment: wordAmong(card['alignment'], ['left', 'center']) ?? (card['version'] === 1 ? 'center' : undefined),
    });
  },
  to: (node) => ({
    buttonEnabled: wordsOf(node, 'buttonText') !== '',
    buttonUrl: wordsOf(node, 'buttonHref'),
    buttonText: wordsOf(node, 'buttonText'),
    header: wordsOf(node, 'title'),
    subheader: wordsOf(node, 'subtitle'),
    backgroundImageSrc: wordsOf(node, 'image'),
  }),
};

export const callToAction: CardKind = {
  lexical: 'call-to-action',
  node: 'callToAction',
  from: (card) => {
    const hasButton = card['showButton'] !== false;
    const label = card['hasSponsorLabel'] === true ? plainFromHtml(wordsIn(card, 'sponsorLabel')) : '';
    return nodeOf(
      'callToAction',
      {
        label,
        ...(hasButton ? buttonOf(wordsIn(card, 'buttonText'), wordsIn(card, 'buttonUrl')) : {}),
        image: wordsIn(card, 'imageUrl'),
        imageWidth: sizeIn(card, 'imageWidth'),
        imageHeight: sizeIn(card, 'imageHeight'),
        tone: wordAmong(card['backgroundColor'], [...tones, 'none']),
        audience: audienceOf(card['visibility']),
      },
      blocksFromHtml(wordsIn(card, 'textValue')),
    );
  },
  to: (node) => ({
    textValue: htmlOfBlocks(node.content),
    showButton: wordsOf(node, 'buttonText') !== '',
    buttonText: wordsOf(node, 'buttonText'),
    buttonUrl: wordsOf(node, 'buttonHref'),
    imageUrl: wordsOf(node, 'image'),
    backgroundColor: wordsOf(node, 'tone') || 'grey',
  }),
};

export const signup: CardKind = {
  lexical: 'signup',
  node: 'signup',
  from: (card) =>
    nodeOf('signup', {
      title: plainFromHtml(wordsIn(card, 'header')),
      subtitle: plainFromHtml(wordsIn(card, 'subheader')),
      disclaimer: plainFromHtml(wordsIn(card, 'disclaimer')),
      buttonText: plainFromHtml(wordsIn(card, 'buttonText')),
    }),
  to: (node) => ({
    header: wordsOf(node, 'title'),
    subheader: wordsOf(node, 'subtitle'),
    disclaimer: wordsOf(node, 'disclaimer'),
    buttonText: wordsOf(node, 'buttonText'),
  }),
};
