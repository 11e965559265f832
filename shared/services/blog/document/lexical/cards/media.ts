import { inlineFromHtml, plainFromHtml } from '../../html/inline-from-html.js';
import { nodeOf, sizeOf, wordsOf } from '../../nodes.js';
import { htmlOfLine } from '../../render/plain-html.js';
import { sizeIn, wordAmong, wordsIn } from '../lexical-node.js';
import type { CardKind } from './card-kind.js';
import { widths } from './pictures.js';

export const audio: CardKind = {
  lexical: 'audio',
  node: 'audio',
  from: (card) =>
    nodeOf(
      'audio',
      {
        src: wordsIn(card, 'src'),
        title: plainFromHtml(wordsIn(card, 'title')),
        duration: sizeIn(card, 'duration'),
        mimeType: wordsIn(card, 'mimeType'),
        thumbnail: wordsIn(card, 'thumbnailSrc'),
      },
      inlineFromHtml(wordsIn(card, 'caption')),
    ),
  to: (node) => ({
    src: wordsOf(node, 'src'),
    title: wordsOf(node, 'title'),
    duration: sizeOf(node, 'duration'),
    mimeType: wordsOf(node, 'mimeType'),
    thumbnailSrc: wordsOf(node, 'thumbnail'),
  }),
};

export const video: CardKind = {
  lexical: 'video',
  node: 'video',
  from: (card) =>
    nodeOf(
      'video',
      {
        src: wordsIn(card, 'src'),
        title: wordsIn(card, 'title') || wordsIn(card, 'fileName'),
        width: sizeIn(card, 'width'),
        height: sizeIn(card, 'height'),
        duration: sizeIn(card, 'duration'),
        mimeType: wordsIn(card, 'mimeType'),
        thumbnail: wordsIn(card, 'customThumbnailSrc') || wordsIn(card, 'thumbnailSrc'),
        isLoop: card['loop'] === true,
        variant: wordAmong(card['cardWidth'], widths),
      },
      inlineFromHtml(wordsIn(card, 'caption')),
    ),
  to: (node) => ({
    src: wordsOf(node, 'src'),
    width: sizeOf(node, 'width'),
    height: sizeOf(node, 'height'),
    duration: sizeOf(node, 'duration'),
    mimeType: wordsOf(node, 'mimeType'),
    thumbnailSrc: wordsOf(node, 'thumbnail'),
    loop: node.attrs?.['isLoop'] === true,
    cardWidth: wordsOf(node, 'variant') || 'regular',
    caption: htmlOfLine(node.content),
  }),
};

export const file: CardKind = {
  lexical: 'file',
  node: 'file',
  from: (card) =>
    nodeOf('file', {
      src: wordsIn(card, 'src'),
      title: plainFromHtml(wordsIn(card, 'fileTitle')),
      caption: plainFromHtml(wordsIn(card, 'fileCaption')),
      name: wordsIn(card, 'fileName'),
      bytes: sizeIn(card, 'fileSize'),
    }),
  to: (node) => ({
    src: wordsOf(node, 'src'),
    fileTitle: wordsOf(node, 'title'),
    fileCaption: wordsOf(node, 'caption'),
    fileName: wordsOf(node, 'name'),
    fileSize: sizeOf(node, 'bytes'),
  }),
};
