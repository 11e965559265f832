import { ElementType, parseDocument } from 'htmlparser2';
import type { DocumentNode } from '../../../../contracts/dtos/document.js';
import { nodeOf } from '../nodes.js';

type Parsed = ReturnType<typeof parseDocument>;

export type HtmlNode = Parsed['children'][number];

export type HtmlElement = Extract<HtmlNode, { attribs: unknown }>;

/** HTML as a tree that knows where each of its parts stood. */
export interface HtmlSource {
  html: string;
  nodes: HtmlNode[];
}

const deepest = 60;

/** @returns null for what nests like no text that anybody wrote. */
export function parseHtml(html: string): HtmlSource | null {
  const { children } = parseDocument(html, { withStartIndices: true, withEndIndices: true });
  let level: HtmlNode[] = children;
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return null;
    level = level.flatMap((node) => ('children' in node ? node.children : []));
  }
  return { html, nodes: children };
}

export function isElement(node: HtmlNode): node is HtmlElement {
  return 'attribs' in node;
}

type HtmlText = Exclude<Extract<HtmlNode, { data: string }>, { attribs: unknown }>;

export function isText(node: HtmlNode): node is HtmlText {
  return node.type === ElementType.Text;
}

export function isBlank(node: HtmlNode): boolean {
  return isText(node) && node.data.trim() === '';
}

/** A comment with these words, which are how Ghost marks what was typed. */
export function isComment(node: HtmlNode | undefined, words: string): boolean {
  return node?.type === ElementType.Comment && 'data' in node && node.data.trim() === words;
}

/** As it stood in the source. */
export function sourceOf(html: string, nodes: readonly HtmlNode[]): string {
  const [first, last] = [nodes[0], nodes.at(-1)];
  return first && last ? html.slice(first.startIndex ?? 0, (last.endIndex ?? html.length - 1) + 1) : '';
}

/** HTML that is none of our nodes: kept as it came, sanitised when it is shown. */
export const htmlBlock = (html: string): DocumentNode => nodeOf('html', { html });

/** Thrown where HTML says more than our nodes can; what holds it is kept as HTML then. */
export class Unfit extends Error {}

export function classesOf(element: HtmlElement): string[] {
  return (element.attribs['class'] ?? '').split(/\s+/).filter(Boolean);
}

/** A size in pixels as an attribute says it. */
export function pixels(value: string | undefined): number | null {
  return value !== undefined && /^\d{1,5}$/.test(value) ? Number(value) : null;
}
