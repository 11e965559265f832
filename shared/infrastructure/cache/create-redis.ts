import { Redis, type RedisOptions } from 'ioredis';
import type { Log } from '../log/log.js';

const slowestRetryMs = 2_000;

const always = {
  connectTimeout: 2_000,
  disconnectTimeout: 500,
  keepAlive: 10_000,
  retryStrategy: (attempt) => Math.min(100 * 2 ** Math.min(attempt, 10), slowestRetryMs),
} satisfies RedisOptions;

/**
 * A connection that never makes a caller wait for Redis to come back: while it is away, commands fail at once, and it
 * reconnects by itself. `prefix` stands before every key.
 */
export function createRedis(url: string, log: Log, prefix = ''): Redis {
  const options = { keyPrefix: prefix, enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: 2_000 };
  return telling(new Redis(url, { ...always, ...options }), log);
}

/** A connection whose commands wait for Redis for as long as it is away. For workers: nobody waits for them. */
export function createPatientRedis(url: string, log: Log): Redis {
  return telling(new Redis(url, { ...always, maxRetriesPerRequest: null }), log);
}

function telling(redis: Redis, log: Log): Redis {
  let away = false;
  redis.on('error', (error: Error) => {
    if (!away) log.warn({ err: error }, 'Redis is away; we keep trying (REDIS_URL)');
    away = true;
  });
  redis.on('ready', () => {
    if (away) log.info('Redis is back');
    away = false;
  });
  return redis;
}
