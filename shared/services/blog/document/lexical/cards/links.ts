import { inlineFromHtml } from '../../html/inline-from-html.js';
import { nodeOf, wordsOf } from '../../nodes.js';
import { htmlOfLine } from '../../render/plain-html.js';
import { wordsIn, type LexicalNode } from '../lexical-node.js';
import type { CardKind } from './card-kind.js';

const metadataOf = ({ metadata }: LexicalNode | Record<string, unknown>): Record<string, unknown> =>
  typeof metadata === 'object' && metadata !== null ? (metadata as Record<string, unknown>) : {};

export const bookmark: CardKind = {
  lexical: 'bookmark',
  node: 'bookmark',
  from: (card) => {
    const about = metadataOf(card);
    return nodeOf(
      'bookmark',
      {
        url: wordsIn(card, 'url') || wordsIn(about, 'url'),
        title: wordsIn(about, 'title'),
        description: wordsIn(about, 'description'),
        author: wordsIn(about, 'author'),
        publisher: wordsIn(about, 'publisher'),
        icon: wordsIn(about, 'icon'),
        thumbnail: wordsIn(about, 'thumbnail'),
      },
      inlineFromHtml(wordsIn(card, 'caption')),
    );
  },
  to: (node) => ({
    url: wordsOf(node, 'url'),
    metadata: {
      icon: wordsOf(node, 'icon'),
      title: wordsOf(node, 'title'),
      description: wordsOf(node, 'description'),
      author: wordsOf(node, 'author'),
      publisher: wordsOf(node, 'publisher'),
      thumbnail: wordsOf(node, 'thumbnail'),
    },
    caption: htmlOfLine(node.content),
  }),
};

export const embed: CardKind = {
  lexical: 'embed',
  node: 'embed',
  from: (card) => {
    const about = metadataOf(card);
    return nodeOf(
      'embed',
      {
        url: wordsIn(card, 'url'),
        provider: wordsIn(about, 'provider_name'),
        title: wordsIn(about, 'title'),
        author: wordsIn(about, 'author_name'),
        thumbnail: wordsIn(about, 'thumbnail_url'),
        html: wordsIn(card, 'html'),
      },
      inlineFromHtml(wordsIn(card, 'caption')),
    );
  },
  to: (node) => ({
    url: wordsOf(node, 'url'),
    html: wordsOf(node, 'html'),
    metadata: {
      title: wordsOf(node, 'title'),
      author_name: wordsOf(node, 'author'),
      provider_name: wordsOf(node, 'provider'),
      thumbnail_url: wordsOf(node, 'thumbnail'),
    },
    caption: htmlOfLine(node.content),
  }),
};
