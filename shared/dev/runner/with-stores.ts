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
 * A PostgreSQL and a Redis of its own, gone afterwards.
 *
 * @param options.isDurable it writes to the disk as production does. Without, a commit would cost nothing, which flatters
 * whoever commits more often, and a crash would lose commits.
 */
export async function withStores<T>(options: { isDurable: boolean }, work: (stores: Stores) => Promise<T>): Promise<T> {
  const server = await startThrowAwayDatabase(options);
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
