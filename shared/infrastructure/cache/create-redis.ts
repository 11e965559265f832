import { Redis } from 'ioredis';
import type { Log } from '../log/log.js';

const slowestRetryMs = 2_000;

/**
 * A connection that never makes a caller wait for Redis to come back: while it is away, commands fail at once, and it
 * reconnects by itself. `prefix` stands before every key.
 */
export function createRedis(url: string, log: Log, prefix = ''): Redis {
  const redis = new Redis(url, {
    keyPrefix: prefix,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    connectTimeout: 2_000,
    commandTimeout: 2_000,
    disconnectTimeout: 500,
    retryStrategy: (attempt) => Math.min(100 * 2 ** Math.min(attempt, 10), slowestRetryMs),
  });
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
