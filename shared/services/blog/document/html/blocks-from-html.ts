import type { DocumentNode } from '../../../../contracts/dtos/document.js';
import { nodeOf, paragraph, someBlocks, textNode, wordsOf } from '../nodes.js';
import { figureOf, frameOf, pictureOf } from './figures.js';
import { ghostCardOf } from './ghost-cards.js';
import { inlineOf } from './inline-from-html.js';
import {
  classesOf,
  htmlBlock,
  isBlank,
  isComment,
  isElement,
  isText,
  parseHtml,
  sourceOf,
  Unfit,
  type HtmlElement,
  type HtmlNode,
} from './parse.js';
import { tableOf } from './table-from-html.js';

/** HTML as nodes of ours, as far as they say all that it does; the rest stays HTML and is sanitised when it is shown. */
export function blocksFromHtml(html: string): DocumentNode[] {
  const source = parseHtml(html);
  if (source === null) return [htmlBlock(html)];
  return blocksOf(html, source.nodes);
}

const inlineTags = new Set(
  'a abbr b bdi bdo br cite code del dfn em font i ins kbd mark q s samp small span strike strong sub sup time u var wbr'.split(
    ' ',
  ),
);

const transparent = ['div', 'section', 'article', 'main', 'center', 'body', 'html'];

/** Words that lie between blocks are a paragraph of their own. */
function blocksOf(html: string, nodes: readonly HtmlNode[]): DocumentNode[] {
  const blocks: DocumentNode[] = [];
  let loose: HtmlNode[] = [];
  const settle = () => {
    const run = loose;
    loose = [];
    if (run.every((node) => isBlank(node))) return;
    blocks.push(...orHtml(html, run, () => paragraphs(run)));
  };
  for (const part of partsOf(nodes)) {
    if (Array.isArray(part)) {
      settle();
      blocks.push(htmlBlock(sourceOf(html, part).trim()));
    } else if (isText(part) || (isElement(part) && inlineTags.has(part.name))) {
      loose.push(part);
    } else {
      settle();
      if (isComment(part, paywallWords)) blocks.push(nodeOf('paywall'));
      else if (isElement(part)) blocks.push(...orHtml(html, [part], () => blockOf(html, part)));
    }
  }
  settle();
  return joined(blocks);
}

/** How Ghost's HTML says where its paywall stands. */
const paywallWords = 'members-only';

/** Nodes one by one; what Ghost marks as typed HTML is one part, which is taken as it was typed. */
function partsOf(nodes: readonly HtmlNode[]): (HtmlNode | HtmlNode[])[] {
  const parts: (HtmlNode | HtmlNode[])[] = [];
  const lastEnd = nodes.findLastIndex((node) => isComment(node, 'kg-card-end: html'));
  let typed: HtmlNode[] | null = null;
  for (const [index, node] of nodes.entries()) {
    if (typed !== null && isComment(node, 'kg-card-end: html')) {
      parts.push(typed);
      typed = null;
    } else if (typed !== null) {
      typed.push(node);
    } else if (isComment(node, 'kg-card-begin: html') && index < lastEnd) {
      typed = [];
    } else {
      parts.push(node);
    }
  }
  return parts;
}

function orHtml(html: string, nodes: readonly HtmlNode[], convert: () => DocumentNode[]): DocumentNode[] {
  try {
    return convert();
  } catch (error) {
    if (error instanceof Unfit) return [htmlBlock(sourceOf(html, nodes))];
    throw error;
  }
}

const paragraphs = (nodes: readonly HtmlNode[]) => {
  const words = inlineOf(nodes);
  return words.length > 0 ? [paragraph(words)] : [];
};

function blockOf(html: string, element: HtmlElement): DocumentNode[] {
  const { name, children, attribs } = element;
  const card = ghostCardOf(element, html, (within) => blocksOf(html, within.children));
  if (card !== null) return [card];
  const level = /^h([1-6])$/.exec(name)?.[1];
  if (level) return [nodeOf('heading', { level: Number(level), anchor: attribs['id'] }, inlineOf(children))];
  if (transparent.includes(name) && classesOf(element).length === 0) return blocksOf(html, children);
  switch (name) {
    case 'p':
      return onlyPicture(children) ?? paragraphs(children);
    case 'ul':
    case 'ol':
      return [listOf(html, element)];
    case 'blockquote':
      return [nodeOf(isPulled(element) ? 'aside' : 'blockquote', {}, someBlocks(blocksOf(html, children)))];
    case 'pre':
      return [codeOf(children)];
    case 'hr':
      return [nodeOf('horizontalRule')];
    case 'img':
      return [pictureOf(element, [])];
    case 'iframe':
      return [frameOf(element, html)];
    case 'figure':
      return [figureOf(element, html)];
    case 'table':
      return [tableOf(element, (cell) => blocksOf(html, cell.children))];
    case 'details':
      return [toggleOf(html, element)];
    default:
      throw new Unfit(name);
  }
}

const isPulled = (element: HtmlElement) => classesOf(element).includes('kg-blockquote-alt');

function onlyPicture(nodes: readonly HtmlNode[]): DocumentNode[] | null {
  const said = nodes.filter((node) => !isBlank(node));
  const [only] = said;
  return said.length === 1 && only && isElement(only) && only.name === 'img' ? [pictureOf(only, [])] : null;
}

function listOf(html: string, element: HtmlElement): DocumentNode {
  const items = element.children.filter(isElement);
  if (items.length === 0 || items.some(({ name }) => name !== 'li')) throw new Unfit('list');
  const start = /^-?\d{1,9}$/.test(element.attribs['start'] ?? '') ? Number(element.attribs['start']) : undefined;
  const content = items.map((item) => {
    const blocks = blocksOf(html, item.children);
    return nodeOf('listItem', {}, blocks[0]?.type === 'paragraph' ? blocks : [paragraph(), ...blocks]);
  });
  return element.name === 'ol' ? nodeOf('orderedList', { start }, content) : nodeOf('bulletList', {}, content);
}

function codeOf(children: readonly HtmlNode[]): DocumentNode {
  const code = children.find((node) => isElement(node) && node.name === 'code');
  const inside = code && isElement(code) ? code : null;
  const text = wordsIn(inside ? inside.children : children).replace(/\n$/, '');
  const language = inside && /language-([\w+#.-]+)/.exec(inside.attribs['class'] ?? '')?.[1];
  return nodeOf('codeBlock', { language: language ?? undefined }, text === '' ? [] : [textNode(text)]);
}

function wordsIn(nodes: readonly HtmlNode[]): string {
  return nodes.map((node) => (isText(node) ? node.data : isElement(node) ? wordsIn(node.children) : '')).join('');
}

function toggleOf(html: string, element: HtmlElement): DocumentNode {
  const summary = element.children.find((node) => isElement(node) && node.name === 'summary');
  if (!summary || !isElement(summary)) throw new Unfit('details');
  const rest = element.children.filter((node) => node !== summary);
  return nodeOf('toggle', {}, [
    nodeOf('toggleHeading', {}, inlineOf(summary.children)),
    nodeOf('toggleContent', {}, blocksOf(html, rest)),
  ]);
}

/** Pieces of HTML side by side are one piece. */
function joined(blocks: DocumentNode[]): DocumentNode[] {
  const all: DocumentNode[] = [];
  for (const block of blocks) {
    const last = all.at(-1);
    if (last?.type !== 'html' || block.type !== 'html') all.push(block);
    else all[all.length - 1] = htmlBlock(`${wordsOf(last, 'html')}\n${wordsOf(block, 'html')}`);
  }
  return all;
}
