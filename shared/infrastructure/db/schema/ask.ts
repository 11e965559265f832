import pg from 'pg';

/** Rows of one statement against the catalogue. */
export type Ask = <R>(sql: string) => Promise<R[]>;

/** One kind of thing in the database, as statements that make it, sorted by name. */
export type Reader = (ask: Ask) => Promise<string[]>;

/** Not made by an extension: those come with `create extension`. */
export const own = (catalogue: string, oid: string) =>
  `not exists (select from pg_depend made
    where made.classid = '${catalogue}'::regclass and made.objid = ${oid} and made.deptype = 'e')`;

/** Everything that changes how values and expressions are printed, held still for a transaction. */
export async function holdStill(client: pg.Client): Promise<void> {
  await client.query(`set local search_path = public`);
  await client.query(`set local quote_all_identifiers = off`);
  await client.query(`set local timezone = 'UTC'`);
  await client.query(`set local datestyle = 'ISO, YMD'`);
  await client.query(`set local intervalstyle = 'postgres'`);
  await client.query(`set local extra_float_digits = 1`);
  await client.query(`set local bytea_output = 'hex'`);
}

/** Asks over a connection that somebody else opened. */
export function askOf(client: pg.Client): Ask {
  return async <R>(sql: string) => (await client.query(sql)).rows as R[];
}

/** Reads with names unqualified where they can be. */
export async function withAsk<T>(url: string, work: (ask: Ask) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`begin transaction isolation level repeatable read read only`);
    await holdStill(client);
    return await work(askOf(client));
  } finally {
    await client.end();
  }
}

/** The column `statement` of each row. */
export async function statements(ask: Ask, sql: string): Promise<string[]> {
  return (await ask<{ statement: string }>(sql)).map(({ statement }) => statement);
}
