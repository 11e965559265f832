import { baseEnv } from '../infrastructure/config/base-env.js';
import { readEnv } from '../infrastructure/config/read-env.js';
import { findEnv } from './find-database.js';
import type { World } from './world.js';

/** Where Redis is and what stands before every key there; null where none is named. */
export function findRedis(env: World['env']): { url: string; prefix: string } | null {
  const found = namesRedis(env) ? env : findEnv(env);
  if (!namesRedis(found)) return null;
  const { REDIS_URL: url, REDIS_PREFIX: prefix } = readEnv(
    { REDIS_URL: baseEnv.REDIS_URL, REDIS_PREFIX: baseEnv.REDIS_PREFIX },
    found,
  );
  return { url, prefix };
}

function namesRedis(env: World['env']): boolean {
  return Boolean(env['REDIS_URL'] ?? env['REDIS_URL_FILE']);
}
