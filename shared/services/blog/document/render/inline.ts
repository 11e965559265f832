import { isDeepStrictEqual } from 'node:util';
import type { DocumentMark, DocumentNode } from '../../../../contracts/dtos/document.js';
import { escapeHtml } from '../../../../lib/escape-html.js';
import { plainWords } from '../nodes.js';
import { textIn } from '../text-in.js';
import { linkAttributes } from './links.js';
import { addNote, referFirst } from './notes.js';
import type { Page } from './page.js';
import { opening, tag } from './tag.js';

/** Marks from the outermost to the innermost, and what each is written as. */
const written: readonly (readonly [mark: string, tag: string])[] = [
  ['link', 'a'],
  ['bold', 'strong'],
  ['italic', 'em'],
  ['strike', 's'],
  ['underline', 'u'],
  ['highlight', 'mark'],
  ['subscript', 'sub'],
  ['superscript', 'sup'],
  ['code', 'code'],
];

/** A line of text. Neighbours with one mark in common share one element. */
export function inline(page: Page, nodes: readonly DocumentNode[] = [], depth = 0): string {
  const mark = written[depth]?.[0];
  if (mark === undefined) return nodes.map((node) => leaf(page, node)).join('');
  return groups(nodes, mark)
    .map(({ shared, members }) => {
      const inside = inline(page, members, depth + 1);
      return shared ? around(page, shared, inside) : inside;
    })
    .join('');
}

interface Group {
  shared: DocumentMark | undefined;
  members: DocumentNode[];
}

function groups(nodes: readonly DocumentNode[], mark: string): Group[] {
  const found: Group[] = [];
  for (const node of nodes) {
    const shared = node.marks?.find(({ type }) => type === mark);
    const last = found.at(-1);
    if (last && isSame(last.shared, shared)) last.members.push(node);
    else found.push({ shared, members: [node] });
  }
  return found;
}

const isSame = (one: DocumentMark | undefined, other: DocumentMark | undefined) =>
  one === other || (one !== undefined && other !== undefined && isDeepStrictEqual(one, other));

function around(page: Page, mark: DocumentMark, inside: string): string {
  const name = written.find(([type]) => type === mark.type)?.[1] ?? 'span';
  if (name !== 'a') return tag(name, {}, inside);
  const { href, rel } = mark.attrs ?? {};
  const attributes = linkAttributes(page, typeof href === 'string' ? href : '', typeof rel === 'string' ? rel : '');
  if (attributes === null) return inside;
  const title = mark.attrs?.['title'];
  return tag('a', { ...attributes, title: typeof title === 'string' && title !== '' ? title : null }, inside);
}

function leaf(page: Page, node: DocumentNode): string {
  if (node.text !== undefined) return escapeHtml(node.text);
  if (node.type === 'hardBreak') return opening('br');
  if (node.type === 'footnote') return referFirst(page, addNote(page, escapeHtml(plainWords(node.content))));
  return escapeHtml(textIn(node.attrs?.['data']));
}
