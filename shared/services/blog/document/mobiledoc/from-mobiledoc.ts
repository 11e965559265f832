import type { DocumentDto, DocumentMark, DocumentNode } from '../../../../contracts/dtos/document.js';
import { isShallow, problemOf } from '../check-document.js';
import { cardFrom } from '../lexical/cards/index.js';
import { wellFormed, type LexicalNode } from '../lexical/lexical-node.js';
import { nodeOf, paragraph, textNode } from '../nodes.js';

/** A post of a Ghost before 2023, version 0.3 of its format: lists of numbers that point at lists of words. */
interface Mobiledoc {
  markups: unknown[];
  atoms: unknown[];
  cards: unknown[];
  sections: unknown[];
}

/**
 * Mobiledoc as our document. Its cards are those of the later editor under older names, and their fields are the same.
 *
 * @returns null when it is none.
 */
export function fromMobiledoc(json: string): DocumentDto | null {
  const source = parse(json);
  if (source === null) return null;
  const content = source.sections.flatMap((section) => sectionFrom(source, listFrom(section)));
  const document: DocumentDto = { type: 'doc', ...(content.length > 0 ? { content } : {}) };
  return problemOf(document) === null ? document : null;
}

function parse(json: string): Mobiledoc | null {
  try {
    const clean = (_: string, value: unknown) => (typeof value === 'string' ? wellFormed(value) : value);
    const value = JSON.parse(json, clean) as Record<string, unknown> | null;
    if (typeof value !== 'object' || !Array.isArray(value?.['sections']) || !isShallow(value)) return null;
    const list = (name: string) => listFrom(value[name]);
    return { markups: list('markups'), atoms: list('atoms'), cards: list('cards'), sections: list('sections') };
  } catch {
    return null;
  }
}

const listFrom = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
const wordFrom = (value: unknown): string => (typeof value === 'string' ? value : '');

function sectionFrom(source: Mobiledoc, [type, first, second]: unknown[]): DocumentNode[] {
  if (type === 1) return textFrom(wordFrom(first).toLowerCase(), lineFrom(source, listFrom(second)));
  if (type === 2) return [nodeOf('image', { src: wordFrom(first) })];
  if (type === 10) return [cardNode(listFrom(source.cards[Number(first)]))];
  if (type !== 3) return [];
  const items = listFrom(second).map((item) => nodeOf('listItem', {}, [paragraph(lineFrom(source, listFrom(item)))]));
  return items.length > 0 ? [nodeOf(first === 'ol' ? 'orderedList' : 'bulletList', {}, items)] : [];
}

function textFrom(tag: string, line: DocumentNode[]): DocumentNode[] {
  const level = /^h([1-6])$/.exec(tag)?.[1];
  if (level) return [nodeOf('heading', { level: Number(level) }, line)];
  if (tag === 'blockquote') return [nodeOf('blockquote', {}, [paragraph(line)])];
  if (tag === 'aside' || tag === 'pull-quote') return [nodeOf('aside', {}, [paragraph(line)])];
  return line.length > 0 ? [paragraph(line)] : [];
}

const marks: Record<string, string> = {
  ...{ strong: 'bold', b: 'bold', em: 'italic', i: 'italic', s: 'strike', u: 'underline', code: 'code' },
  ...{ sub: 'subscript', sup: 'superscript', mark: 'highlight' },
};

/** Markers open marks, say something, and close as many of the open ones as they name. */
function lineFrom(source: Mobiledoc, markers: unknown[]): DocumentNode[] {
  const open: (DocumentMark | null)[] = [];
  return markers.flatMap((marker) => {
    const [type, opened, closed, value] = listFrom(marker);
    open.push(...listFrom(opened).map((index) => markFrom(listFrom(source.markups[Number(index)]))));
    const said = type === 0 ? wordFrom(value) : null;
    const nodes =
      said === null ? atomFrom(listFrom(source.atoms[Number(value)])) : said === '' ? [] : [runOf(said, open)];
    for (let left = Number(closed) || 0; left > 0 && open.length > 0; left -= 1) open.pop();
    return nodes;
  });
}

function runOf(text: string, open: readonly (DocumentMark | null)[]): DocumentNode {
  const known = open.filter((mark) => mark !== null);
  return textNode(text, [...new Map(known.map((mark) => [mark.type, mark])).values()]);
}

function markFrom([tag, attributes]: unknown[]): DocumentMark | null {
  const name = wordFrom(tag).toLowerCase();
  if (name !== 'a') return marks[name] === undefined ? null : { type: marks[name] };
  const said = listFrom(attributes);
  const valueOf = (wanted: string) => {
    const at = said.findIndex((one, index) => index % 2 === 0 && one === wanted);
    return at === -1 ? null : wordFrom(said[at + 1]);
  };
  return { type: 'link', attrs: { href: valueOf('href') ?? '', rel: valueOf('rel') } };
}

function atomFrom([name, text]: unknown[]): DocumentNode[] {
  if (name === 'soft-return') return [nodeOf('hardBreak')];
  const words = wordFrom(text);
  return words === '' ? [] : [textNode(words)];
}

/** Names that changed with the editor. */
const renamed: Record<string, string> = { code: 'codeblock', hr: 'horizontalrule', 'card-markdown': 'markdown' };

function cardNode([name, payload]: unknown[]): DocumentNode {
  const was = wordFrom(name) || 'unknown';
  const fields = typeof payload === 'object' && payload !== null ? payload : {};
  const card: LexicalNode = { ...fields, type: renamed[was] ?? was, version: 1 };
  const node = cardFrom(card);
  return problemOf(node) === null ? node : nodeOf('ghostCard', { card: card.type, data: card });
}
