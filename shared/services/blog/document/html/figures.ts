import type { DocumentNode } from '../../../../contracts/dtos/document.js';
import { nodeOf } from '../nodes.js';
import { inlineFromHtml } from './inline-from-html.js';
import { classesOf, isBlank, isElement, pixels, sourceOf, Unfit, type HtmlElement, type HtmlNode } from './parse.js';

/** One picture or one frame with its caption; whatever else a figure holds is not known here. */
export function figureOf(figure: HtmlElement, html: string): DocumentNode {
  const said = figure.children.filter((node) => !isBlank(node));
  const caption = said.find((node) => isElement(node) && node.name === 'figcaption');
  const rest = said.filter((node) => node !== caption);
  const [only] = rest;
  if (rest.length !== 1 || !only || !isElement(only)) throw new Unfit('figure');
  const words = caption && isElement(caption) ? inlineFromHtml(sourceOf(html, caption.children)) : [];
  if (only.name === 'iframe') return frameOf(only, html, words);
  return pictureOf(only, words, variantOf(figure));
}

/** @param element the picture, or the link around it. */
export function pictureOf(element: HtmlElement, caption: DocumentNode[], variant?: string): DocumentNode {
  const picture = element.name === 'a' ? onlyElement(element.children) : element;
  const href = element.name === 'a' ? element.attribs['href'] : undefined;
  if (picture?.name !== 'img') throw new Unfit(element.name);
  const { src = '', alt = '', title, width, height } = picture.attribs;
  return nodeOf('image', { src, alt, title, width: pixels(width), height: pixels(height), variant, href }, caption);
}

/** What a frame would play: a link until the reader asks for it. */
export function frameOf(frame: HtmlElement, html: string, caption: DocumentNode[] = []): DocumentNode {
  const { src = '', title = '' } = frame.attribs;
  return nodeOf('embed', { url: src, title, html: sourceOf(html, [frame]) }, caption);
}

function onlyElement(nodes: readonly HtmlNode[]): HtmlElement | null {
  const elements = nodes.filter(isElement);
  return elements.length === 1 ? (elements[0] ?? null) : null;
}

function variantOf(figure: HtmlElement): string | undefined {
  const classes = classesOf(figure);
  if (classes.includes('kg-width-full')) return 'full';
  return classes.includes('kg-width-wide') ? 'wide' : undefined;
}
