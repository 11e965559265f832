import type { Redis } from 'ioredis';
import type { DataSource } from 'typeorm';
import { pendingMigrations } from '../db/migrate.js';
import { NotYet, type Check } from '../health/readiness.js';

export interface ReadyCheckOptions {
  dataSource: DataSource;
  redis: Redis;
  /** True once the process was told to stop: no new work should be sent to it. */
  state: { readonly stopping: boolean };
}

/** What must hold before a service is sent work. */
export function readyChecks({ dataSource, redis, state }: ReadyCheckOptions): Record<string, Check> {
  return {
    process: async () => {
      if (state.stopping) throw new Error('the process is stopping');
    },
    database: async () => {
      if (!dataSource.isInitialized) throw new NotYet('not yet connected');
      await dataSource.query('select 1');
    },
    redis: async () => {
      await redis.ping();
    },
    migrations: async () => {
      if (!dataSource.isInitialized) throw new NotYet('not yet connected');
      const pending = await pendingMigrations(dataSource);
      if (pending.length > 0) throw new Error(`not applied: ${pending.join(', ')}; run rose migrate`);
    },
  };
}
