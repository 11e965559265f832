import pg from 'pg';

export interface Pairs {
  written: () => number;
  stop: () => Promise<void>;
  /** How many are whole in a database, and of how many there is one row. */
  countIn: (url: string) => Promise<{ both: number; torn: number }>;
}

/** Writes two rows in one transaction, into tables that a backup copies one after another, again and again. */
export function writePairs(url: string): Pairs {
  let written = 0;
  let isOver = false;
  const writing = withClient(url, async (client) => {
    while (!isOver) {
      await client.query('begin');
      await client.query(
        `insert into dead_jobs (app, name, id, payload, attempts, error) values ('drill', 'pair', $1, '{}', 1, '')`,
        [`pair${String(written)}`],
      );
      await client.query('insert into search_words values ($1)', [`pair${String(written)}`]);
      await client.query('commit');
      written += 1;
    }
  });
  return {
    written: () => written,
    async stop() {
      isOver = true;
      await writing;
    },
    countIn: (other) =>
      withClient(other, async (client) => {
        const { rows } = await client.query<{ both: number; torn: number }>(
          `select count(*) filter (where id is not null and word is not null)::int as both,
             count(*) filter (where id is null or word is null)::int as torn
           from (select id from dead_jobs where name = 'pair') jobs
             full join (select word from search_words where word like 'pair%') words on id = word`,
        );
        return rows[0] ?? { both: 0, torn: 0 };
      }),
  };
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
