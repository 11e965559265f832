import type { AdminAnswer, AdminRequest } from '../http/request.js';
import { matches, type Lookup } from '../query/match-filter.js';
import { pageOf } from '../query/page-of.js';
import { parseFilter } from '../query/parse-filter.js';
import { sortRows } from '../query/sort-rows.js';
import { picked } from '../query/words-of.js';

interface Browsed<Row extends object> {
  /** The word that the list stands under. */
  resource: string;
  /** In the order in which they come when no other is asked for. */
  rows: Row[];
  /** Beyond columns: what `tag:` and the like mean. */
  relation?: (row: Row, key: string) => unknown;
  shape: (row: Row) => Record<string, unknown>;
}

/** Filter, order, page, shape, and fields: what every list has in common. */
export function browse<Row extends object>({ query }: AdminRequest, browsed: Browsed<Row>): AdminAnswer {
  const { rows, meta } = pageOf(sorted(filtered(browsed, query.get('filter')), query.get('order')), query);
  const shaped = rows.map((row) => picked(browsed.shape(row), query));
  return { status: 200, body: { [browsed.resource]: shaped, meta } };
}

function filtered<Row extends object>({ rows, relation }: Browsed<Row>, text: string | null): Row[] {
  if (text === null || text === '') return rows;
  const filter = parseFilter(text);
  const lookup =
    (row: Row): Lookup =>
    (key) =>
      relation?.(row, key) ?? (row as Record<string, unknown>)[key];
  return rows.filter((row) => matches(filter, lookup(row)));
}

function sorted<Row extends object>(rows: Row[], order: string | null): Row[] {
  return order === null ? rows : sortRows(rows, order);
}
