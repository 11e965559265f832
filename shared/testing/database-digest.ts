import pg from 'pg';
import { dumpSchema } from '../infrastructure/db/schema/dump-schema.js';

/** All that a database holds, table by table, whatever the order of its rows; and its schema, and how far its sequences are. */
export async function digestDatabase(url: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`set timezone = 'UTC'`);
    const digests: Record<string, string> = { schema: await dumpSchema(url) };
    for (const name of await namesOf(client, `relkind = 'r'`)) {
      const row = `hashtextextended(whole::text, 7)::numeric`;
      const { rows } = await client.query<{ digest: string }>(
        `select count(*) || ' rows, ' || coalesce(sum(${row}), 0) as digest from ${name} whole`,
      );
      digests[name] = rows[0]?.digest ?? '';
    }
    for (const name of await namesOf(client, `relkind = 'S'`)) {
      const { rows } = await client.query<{ at: string }>(`select last_value || ' ' || is_called as at from ${name}`);
      digests[name] = rows[0]?.at ?? '';
    }
    return digests;
  } finally {
    await client.end();
  }
}

async function namesOf(client: pg.Client, which: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select quote_ident(relname) as name from pg_class where relnamespace = 'public'::regnamespace and ${which} order by 1`,
  );
  return rows.map(({ name }) => name);
}
