import pg from 'pg';
import { setTimeout as pause } from 'node:timers/promises';

const patienceMs = 60_000;

/** Asks the database about the drill, and asks again where it is just being restarted. */
export class Watcher {
  #client: pg.Client | null = null;

  constructor(private readonly url: string) {}

  async rows<R>(sql: string, values: unknown[] = []): Promise<R[]> {
    for (const until = performance.now() + patienceMs; ;) {
      try {
        this.#client ??= await connect(this.url);
        return (await this.#client.query(sql, values)).rows as R[];
      } catch (error) {
        await this.close();
        if (performance.now() > until) throw error;
        await pause(50);
      }
    }
  }

  async number(sql: string, values: unknown[] = []): Promise<number> {
    const [row] = await this.rows<{ number: string }>(sql, values);
    return Number(row?.number);
  }

  async close(): Promise<void> {
    const client = this.#client;
    this.#client = null;
    await client?.end().catch(() => undefined);
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000, query_timeout: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
