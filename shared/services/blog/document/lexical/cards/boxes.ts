import { blocksFromHtml } from '../../html/blocks-from-html.js';
import { inlineFromHtml } from '../../html/inline-from-html.js';
import { nodeOf, someBlocks, wordsOf } from '../../nodes.js';
import { htmlOfBlocks, htmlOfLine } from '../../render/plain-html.js';
import { tones } from '../../schema/card-nodes.js';
import { wordAmong, wordsIn } from '../lexical-node.js';
import type { CardKind } from './card-kind.js';

export const callout: CardKind = {
  lexical: 'callout',
  node: 'callout',
  from: (card) =>
    nodeOf(
      'callout',
      { emoji: wordsIn(card, 'calloutEmoji'), tone: wordAmong(card['backgroundColor'], tones) },
      someBlocks(blocksFromHtml(wordsIn(card, 'calloutText'))),
    ),
  to: (node) => ({
    calloutText: htmlOfBlocks(node.content),
    calloutEmoji: wordsOf(node, 'emoji'),
    backgroundColor: wordsOf(node, 'tone') || 'grey',
  }),
};

export const toggle: CardKind = {
  lexical: 'toggle',
  node: 'toggle',
  from: (card) =>
    nodeOf('toggle', {}, [
      nodeOf('toggleHeading', {}, inlineFromHtml(wordsIn(card, 'heading'))),
      nodeOf('toggleContent', {}, blocksFromHtml(wordsIn(card, 'content'))),
    ]),
  to: ({ content = [] }) => ({ heading: htmlOfLine(content[0]?.content), content: htmlOfBlocks(content[1]?.content) }),
};

export const button: CardKind = {
  lexical: 'button',
  node: 'button',
  from: (card) =>
    nodeOf('button', {
      text: wordsIn(card, 'buttonText'),
      href: wordsIn(card, 'buttonUrl'),
      alignment: wordAmong(card['alignment'], ['left', 'center']),
    }),
  to: (node) => ({
    buttonText: wordsOf(node, 'text'),
    alignment: wordsOf(node, 'alignment') || 'center',
    buttonUrl: wordsOf(node, 'href'),
  }),
};
