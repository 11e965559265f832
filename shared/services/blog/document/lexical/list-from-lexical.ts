import type { DocumentNode } from '../../../../contracts/dtos/document.js';
import { ghostOf, nodeOf, paragraph } from '../nodes.js';
import { differences } from './differences.js';
import { inlineFrom, isInline } from './inline-from-lexical.js';
import { childrenOf, type LexicalNode } from './lexical-node.js';
import { directionOf, UnknownShape } from './shape.js';
import { numbered, usualElement } from './usual.js';

const isList = ({ type }: LexicalNode) => type === 'list';

/** An item that only holds a list is Lexical's way to nest: the list belongs to the item before it. */
export function listFrom(list: LexicalNode): DocumentNode {
  const start = Number.isInteger(list['start']) ? Number(list['start']) : 1;
  const items = childrenOf(list);
  if (items.length === 0 || items.some(({ type }) => type !== 'listitem')) throw new UnknownShape('list');
  const numbers = numbered(
    items.map((item) => ({ isOnlyList: isOnlyList(item) })),
    start,
  );
  const content: DocumentNode[] = [];
  for (const [index, item] of items.entries()) {
    const usual = usualElement('listitem', [], directionOf(item), { value: numbers[index] });
    const ghost = differences(item, usual);
    const last = content.at(-1);
    if (isOnlyList(item) && last) {
      last.content = [...(last.content ?? []), ...childrenOf(item).map((nested) => nestedFrom(nested, item, ghost))];
    } else content.push(itemFrom(item, ghost));
  }
  const isOrdered = list['listType'] === 'number';
  const own = { listType: isOrdered ? 'number' : 'bullet', start, tag: isOrdered ? 'ol' : 'ul' };
  const ghost = differences(list, usualElement('list', [], directionOf(list), own));
  const dir = directionOf(list);
  return isOrdered
    ? nodeOf('orderedList', { start, dir, ghost }, content)
    : nodeOf('bulletList', { dir, ghost }, content);
}

function isOnlyList(item: LexicalNode): boolean {
  const children = childrenOf(item);
  return children.length === 1 && children.every(isList);
}

function nestedFrom(nested: LexicalNode, item: LexicalNode, ghost: object | undefined): DocumentNode {
  const list = listFrom(nested);
  const dir = directionOf(item);
  const around = { ...(ghost ? { said: ghost } : {}), ...(dir ? { dir } : {}) };
  if (Object.keys(around).length === 0) return list;
  return { ...list, attrs: { ...list.attrs, ghost: { ...ghostOf(list), $item: around } } };
}

function itemFrom(item: LexicalNode, said: object | undefined): DocumentNode {
  const children = childrenOf(item);
  const lists = children.filter(isList);
  const words = children.filter((child) => !isList(child));
  const isInOrder = children.slice(words.length).every(isList);
  if (!words.every(isInline) || !isInOrder) throw new UnknownShape('listitem');
  const ghost = lists.length > 0 ? { ...said, $isOneItem: true } : said;
  return nodeOf('listItem', { dir: directionOf(item), ghost }, [paragraph(inlineFrom(words)), ...lists.map(listFrom)]);
}
