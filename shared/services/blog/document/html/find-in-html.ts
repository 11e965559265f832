import { classesOf, isElement, isText, sourceOf, type HtmlElement, type HtmlNode } from './parse.js';

/** Every element within that is one, in the order of the text. */
export function findAll(nodes: readonly HtmlNode[], isOne: (element: HtmlElement) => boolean): HtmlElement[] {
  return nodes
    .filter(isElement)
    .flatMap((element) => [...(isOne(element) ? [element] : []), ...findAll(element.children, isOne)]);
}

export function findByClass(within: HtmlElement, name: string): HtmlElement | undefined {
  return findAll(within.children, (element) => classesOf(element).includes(name))[0];
}

export function findByTag(within: HtmlElement, tag: string): HtmlElement | undefined {
  return findAll(within.children, ({ name }) => name === tag)[0];
}

/** Its words, white space folded. */
export function wordsWithin(element: HtmlElement | undefined): string {
  const read = (nodes: readonly HtmlNode[]): string =>
    nodes.map((node) => (isText(node) ? node.data : isElement(node) ? read(node.children) : '')).join('');
  return element === undefined ? '' : read(element.children).replace(/\s+/g, ' ').trim();
}

export function innerSource(html: string, element: HtmlElement | undefined): string {
  return element === undefined ? '' : sourceOf(html, element.children);
}
