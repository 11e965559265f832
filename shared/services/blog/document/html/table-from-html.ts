import type { DocumentNode } from '../../../../contracts/dtos/document.js';
import { nodeOf, plainWords, someBlocks } from '../nodes.js';
import { inlineOf } from './inline-from-html.js';
import { isElement, Unfit, type HtmlElement } from './parse.js';

const rowsAround = ['thead', 'tbody', 'tfoot'];

/** @param blocksIn what stands in a cell. */
export function tableOf(table: HtmlElement, blocksIn: (cell: HtmlElement) => DocumentNode[]): DocumentNode {
  const parts = table.children.filter(isElement);
  const caption = parts.find(({ name }) => name === 'caption');
  const rows = parts
    .filter((part) => part !== caption && part.name !== 'colgroup')
    .flatMap((part) => (rowsAround.includes(part.name) ? part.children.filter(isElement) : [part]));
  if (rows.length === 0) throw new Unfit('table');
  return nodeOf(
    'table',
    { caption: caption && plainWords(inlineOf(caption.children)) },
    rows.map((row) => rowOf(row, blocksIn)),
  );
}

function rowOf(row: HtmlElement, blocksIn: (cell: HtmlElement) => DocumentNode[]): DocumentNode {
  const cells = row.children.filter(isElement);
  if (row.name !== 'tr' || cells.length === 0) throw new Unfit(row.name);
  return nodeOf(
    'tableRow',
    {},
    cells.map((cell) => {
      if (cell.name !== 'td' && cell.name !== 'th') throw new Unfit(cell.name);
      const spans = { colspan: span(cell.attribs['colspan'], 100), rowspan: span(cell.attribs['rowspan'], 1000) };
      return nodeOf(cell.name === 'th' ? 'tableHeader' : 'tableCell', spans, someBlocks(blocksIn(cell)));
    }),
  );
}

function span(value: string | undefined, most: number): number | undefined {
  const count = /^\d{1,4}$/.test(value ?? '') ? Number(value) : 1;
  return count > 1 ? Math.min(count, most) : undefined;
}
