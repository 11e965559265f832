import type { Page, PageQuery } from '../contracts/pages.js';
import type { ReadRows, Statement } from '../contracts/unit-of-work.js';
import { sliceOf, toPage } from '../lib/pages.js';

/** A list in SQL. */
export interface ListSql {
  /** What is read of each, as its row has it, `id` among it. */
  columns: string;
  /** The table and what its rows must fulfil, from its name on: the rows are read from there, and their number. */
  among: string;
  /** By names of columns of the row; it leaves no two of them to chance. */
  order: string;
  /** Read of those on the page alone, which are called `listed` here: too dear for those that are skipped. */
  more?: string;
}

/** Rows of one page and how many there are in all, in one statement. It begins with how many to skip and to take. */
export function pageStatement(name: string, { columns, among, order, more }: ListSql): Statement {
  const text = `select counted.total, listed.*${more === undefined ? '' : `, ${more}`}
    from (select count(*)::int as total from ${among}) counted
    left join (select ${columns} from ${among} order by ${order} offset $1 limit $2) listed on true
    order by ${order}`;
  return { name, text };
}

interface Counted {
  total: number;
  /** Null in the one row of a page that is empty. */
  id: string | null;
}

/** @param values what the statement asks for beside the slice. */
export async function readPage<R extends { id: string }>(
  read: ReadRows,
  statement: Statement,
  query: PageQuery,
  values: readonly unknown[] = [],
): Promise<Page<R>> {
  const { skip, take } = sliceOf(query);
  const rows = await read<Counted>(statement, [skip, take, ...values]);
  const listed = rows.filter(({ id }) => id !== null) as unknown as R[];
  return toPage(listed, rows[0]?.total ?? 0, query);
}
