import type { Redis } from 'ioredis';
import pg from 'pg';
import { pino } from 'pino';
import type { DataSource, EntityManager } from 'typeorm';
import type { UnitOfWork } from '../../contracts/unit-of-work.js';
import type { Stores } from '../../dev/runner/with-stores.js';
import { openUnits, tables } from '../../drill/log/ground.js';
import { ring } from '../../infrastructure/activities/wake.js';
import { createRedis } from '../../infrastructure/cache/create-redis.js';

/** The same tables, reached as a service reaches them and by nothing but pg. */
export interface Rig {
  units: UnitOfWork<EntityManager>;
  dataSource: DataSource;
  bare: pg.Pool;
}

export const connections = 8;
export const rows = 1_000;
export const addresses = 500;
const prefix = 'bench';

/** The row that every unit changes beside what it records. */
export const changeRow = 'update bench_stock set on_hand = on_hand - 1 where id = $1';
const stock = `
  create table bench_stock (id integer primary key, on_hand integer not null);
  insert into bench_stock select id, 1000000 from generate_series(0, ${rows - 1}) id`;

/** Workers are woken through Redis, as in production. */
export async function withRig<T>(stores: Stores, work: (rig: Rig) => Promise<T>): Promise<T> {
  const redis = await connectRedis(stores.redisUrl);
  const bell = { wake: ring(redis, prefix), enqueue: async () => undefined, invalidate: async () => undefined };
  const { dataSource, units } = openUnits({ ...stores, prefix }, connections, 'rose bench', bell);
  const bare = new pg.Pool({ connectionString: stores.databaseUrl, max: connections });
  try {
    await dataSource.initialize();
    await bare.query(tables);
    await bare.query(stock);
    return await work({ units, dataSource, bare });
  } finally {
    await bare.end();
    await dataSource.destroy();
    redis.disconnect();
  }
}

async function connectRedis(url: string): Promise<Redis> {
  const redis = createRedis(url, pino({ level: 'silent' }), `${prefix}:`);
  await new Promise((resolve) => redis.once('ready', resolve));
  return redis;
}

/** Between rounds, so that none finds more than the one before it. */
export async function clear({ bare }: Rig): Promise<void> {
  await bare.query('truncate ap_activities, ap_activity_tasks, drill_effects');
  await bare.query('vacuum bench_stock');
  await bare.query('checkpoint');
}
