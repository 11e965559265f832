import type { DocumentNode } from '../../../../../contracts/dtos/document.js';
import { escapeHtml } from '../../../../../lib/escape-html.js';
import { wordsOf } from '../../nodes.js';
import { inline } from '../inline.js';
import type { Page } from '../page.js';
import { tag, tagIf } from '../tag.js';

/** Scrolls sideways by itself on a small screen, and can be reached to do so without a mouse. */
export function table(page: Page, node: DocumentNode): string {
  page.tables += 1;
  const name = wordsOf(node, 'caption') || `Table ${page.tables}`;
  const rows = node.content ?? [];
  const firstOfBody = rows.findIndex((row) => !(row.content ?? []).every(isHeader));
  const headCount = firstOfBody === -1 ? 0 : firstOfBody;
  const part = (from: readonly DocumentNode[], scope: 'col' | 'row') =>
    from.map((row) => rowOf(page, row, scope)).join('');
  const inside = [
    tagIf('caption', {}, escapeHtml(wordsOf(node, 'caption'))),
    tagIf('thead', {}, part(rows.slice(0, headCount), 'col')),
    tagIf('tbody', {}, part(rows.slice(headCount), 'row')),
  ];
  return tag(
    'div',
    { class: 'sideways', role: 'group', 'aria-label': name, tabindex: 0 },
    tag('table', {}, inside.join('')),
  );
}

const isHeader = ({ type }: DocumentNode) => type === 'tableHeader';

function rowOf(page: Page, row: DocumentNode, scope: 'col' | 'row'): string {
  return tag('tr', {}, (row.content ?? []).map((cell) => cellOf(page, cell, scope)).join(''));
}

function cellOf(page: Page, cell: DocumentNode, scope: 'col' | 'row'): string {
  const span = (name: string) => (Number(cell.attrs?.[name] ?? 1) > 1 ? Number(cell.attrs?.[name]) : null);
  const attributes = { colspan: span('colspan'), rowspan: span('rowspan') };
  const [only, ...more] = cell.content ?? [];
  const inside =
    only?.type === 'paragraph' && more.length === 0 ? inline(page, only.content) : page.blocks(cell.content);
  return isHeader(cell) ? tag('th', { scope, ...attributes }, inside) : tag('td', attributes, inside);
}
