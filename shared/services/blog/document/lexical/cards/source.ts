import { blocksFromHtml } from '../../html/blocks-from-html.js';
import { nodeOf, plainWords, textNode, wordsOf } from '../../nodes.js';
import { htmlOfBlocks } from '../../render/plain-html.js';
import { wordsIn } from '../lexical-node.js';
import { audienceOf } from './audience.js';
import type { CardKind } from './card-kind.js';

export const codeBlock: CardKind = {
  lexical: 'codeblock',
  node: 'codeBlock',
  from: (card) => {
    const code = wordsIn(card, 'code');
    const about = { language: wordsIn(card, 'language'), caption: wordsIn(card, 'caption') };
    return nodeOf('codeBlock', about, code === '' ? [] : [textNode(code)]);
  },
  to: (node) => ({
    code: plainWords(node.content),
    language: wordsOf(node, 'language'),
    caption: wordsOf(node, 'caption'),
  }),
};

/** Ghost keeps a table as typed HTML; ours are tables. */
export const html: CardKind = {
  lexical: 'html',
  node: 'html',
  from: (card) => {
    const typed = wordsIn(card, 'html');
    const audience = audienceOf(card['visibility']);
    const isOpen = audience === undefined || audience === 'everyone';
    const [only, ...others] = isOpen && /^\s*<table/i.test(typed) ? blocksFromHtml(typed) : [];
    if (only?.type === 'table' && others.length === 0) return only;
    return nodeOf('html', { html: typed, audience });
  },
  to: (node) => ({ html: node.type === 'table' ? htmlOfBlocks([node]) : wordsOf(node, 'html') }),
};

export const markdown: CardKind = {
  lexical: 'markdown',
  node: 'markdown',
  from: (card) => nodeOf('markdown', { markdown: wordsIn(card, 'markdown') }),
  to: (node) => ({ markdown: wordsOf(node, 'markdown') }),
};

export const horizontalRule: CardKind = {
  lexical: 'horizontalrule',
  node: 'horizontalRule',
  from: () => nodeOf('horizontalRule'),
  to: () => ({}),
};

export const paywall: CardKind = {
  lexical: 'paywall',
  node: 'paywall',
  from: () => nodeOf('paywall'),
  to: () => ({}),
};
