import type { DocumentNode } from '../../../../contracts/dtos/document.js';
import { ghostOf } from '../nodes.js';
import { withDifferences } from './differences.js';
import { linesTo } from './lines-to-lexical.js';
import type { LexicalNode } from './lexical-node.js';
import { numbered, usualElement } from './usual.js';

const isList = ({ type }: DocumentNode) => type === 'bulletList' || type === 'orderedList';

/** One item of Lexical's to be: words and lists, or a list alone. */
interface Item {
  children: LexicalNode[];
  isOnlyList: boolean;
  dir: unknown;
  said: Record<string, unknown>;
}

export function listTo(list: DocumentNode): LexicalNode {
  const isOrdered = list.type === 'orderedList';
  const { $item: _, ...said } = ghostOf(list);
  const start = isOrdered ? Number(list.attrs?.['start'] ?? 1) : Number(said['start'] ?? 1);
  const items = (list.content ?? []).flatMap(itemsTo);
  const numbers = numbered(items, start);
  const children = items.map((item, index) =>
    withDifferences(usualElement('listitem', item.children, item.dir, { value: numbers[index] }), item.said),
  );
  const own = { listType: isOrdered ? 'number' : 'bullet', start, tag: isOrdered ? 'ol' : 'ul' };
  return withDifferences(usualElement('list', children, list.attrs?.['dir'], own), said);
}

function itemsTo(item: DocumentNode): Item[] {
  const content = item.content ?? [];
  const { $isOneItem: isOne, ...said } = ghostOf(item);
  const dir = item.attrs?.['dir'];
  const words = linesTo(content.filter((block) => !isList(block)));
  const lists = content.filter(isList);
  if (isOne === true) {
    const children = [...words, ...lists.map(listTo)];
    return [{ children, isOnlyList: words.length === 0 && lists.length === 1, dir, said }];
  }
  return [{ children: words, isOnlyList: false, dir, said }, ...lists.map(aroundList)];
}

function aroundList(list: DocumentNode): Item {
  const around = ghostOf(list)['$item'] as { said?: Record<string, unknown>; dir?: unknown } | undefined;
  return { children: [listTo(list)], isOnlyList: true, dir: around?.dir, said: around?.said ?? {} };
}
