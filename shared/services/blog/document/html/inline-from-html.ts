import type { DocumentMark, DocumentNode } from '../../../../contracts/dtos/document.js';
import { nodeOf, plainWords, textNode } from '../nodes.js';
import { isElement, isText, parseHtml, Unfit, type HtmlElement, type HtmlNode } from './parse.js';

const markOf: Record<string, string> = {
  ...{ strong: 'bold', b: 'bold', em: 'italic', i: 'italic', s: 'strike', del: 'strike', strike: 'strike' },
  ...{ u: 'underline', code: 'code', sub: 'subscript', sup: 'superscript', mark: 'highlight' },
};

/** Around words without saying anything that we show. */
const silent = ['span', 'font', 'wbr'];

const neverWords = ['script', 'style', 'template', 'noscript', 'svg', 'math', 'iframe', 'object', 'title', 'textarea'];

interface Reading {
  marks: DocumentMark[];
  /** Whether what has no mark of ours is refused; else its words are taken. */
  isStrict: boolean;
}

/** The words of a caption or a card: what is more than words and marks is left away. */
export function inlineFromHtml(html: string): DocumentNode[] {
  const source = parseHtml(html);
  return source === null ? [] : trimmed(read(source.nodes, { marks: [], isStrict: false }));
}

/** The same without marks. */
export function plainFromHtml(html: string): string {
  return plainWords(inlineFromHtml(html)).trim();
}

/** @throws Unfit when there is more than words and marks. */
export function inlineOf(nodes: readonly HtmlNode[]): DocumentNode[] {
  return trimmed(read(nodes, { marks: [], isStrict: true }));
}

function read(nodes: readonly HtmlNode[], reading: Reading): DocumentNode[] {
  return nodes.flatMap((node) => {
    if (isText(node)) return node.data === '' ? [] : [textNode(folded(node.data), reading.marks)];
    return isElement(node) ? readElement(node, reading) : [];
  });
}

function readElement(element: HtmlElement, reading: Reading): DocumentNode[] {
  const { name, children, attribs } = element;
  const within = (mark: DocumentMark) => read(children, { ...reading, marks: withMark(reading.marks, mark) });
  if (name === 'br') return [nodeOf('hardBreak')];
  const mark = markOf[name];
  if (mark) return within({ type: mark });
  if (name === 'a' && attribs['href'] !== undefined) return within(linkOf(attribs));
  if (silent.includes(name)) return read(children, reading);
  if (reading.isStrict) throw new Unfit(name);
  if (neverWords.includes(name)) return [];
  const words = read(children, reading);
  return ['p', 'div', 'li'].includes(name) && element.next ? [...words, nodeOf('hardBreak')] : words;
}

function linkOf(attribs: Record<string, string>): DocumentMark {
  const { href = '', title = null, rel = null, target = null } = attribs;
  return { type: 'link', attrs: { href, title, rel, target } };
}

/** The link is the outermost mark, and none is there twice. */
function withMark(marks: DocumentMark[], mark: DocumentMark): DocumentMark[] {
  const others = marks.filter(({ type }) => type !== mark.type);
  return mark.type === 'link' ? [mark, ...others] : [...others, mark];
}

const folded = (text: string) => text.replace(/[ \t\n\r\f]+/g, ' ');

/** White space at the ends of a block and around its breaks is none. */
function trimmed(nodes: DocumentNode[]): DocumentNode[] {
  const isBreak = (node: DocumentNode | undefined) => node === undefined || node.type === 'hardBreak';
  const trimmedTexts = nodes.flatMap((node, index) => {
    if (node.text === undefined) return [node];
    let text = node.text;
    if (isBreak(nodes[index - 1])) text = text.replace(/^ /, '');
    if (isBreak(nodes[index + 1])) text = text.replace(/ $/, '');
    return text === '' ? [] : [{ ...node, text }];
  });
  const last = trimmedTexts.at(-1);
  return last?.type === 'hardBreak' ? trimmedTexts.slice(0, -1) : trimmedTexts;
}
