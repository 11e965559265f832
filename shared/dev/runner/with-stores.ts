import { migrate } from '../../infrastructure/db/migrate.js';
import { createDatabase } from '../database/create-database.js';
import { startThrowAwayDatabase, type ThrowAwayDatabase } from '../database/throw-away-database.js';
import { startThrowAwayRedis } from '../redis/throw-away-redis.js';

export interface Stores {
  /** A migrated database. */
  databaseUrl: string;
  redisUrl: string;
  /** Its server, which writes to the disk as it would in production. */
  server: ThrowAwayDatabase;
}

/**
 * A PostgreSQL and a Redis of its own, gone afterwards. Nothing is left out that production does: without fsync a commit
 * would cost nothing, which flatters whoever commits more often, and a crash would prove nothing.
 */
export async function withStores<T>(work: (stores: Stores) => Promise<T>): Promise<T> {
  const server = await startThrowAwayDatabase({ isDurable: true });
  try {
    const databaseUrl = await createDatabase(server, 'rose');
    await migrate(databaseUrl);
    const redis = await startThrowAwayRedis();
    try {
      return await work({ databaseUrl, redisUrl: redis.url, server });
    } finally {
      await redis.stop();
    }
  } finally {
    await server.stop();
  }
}
