import { createRedis } from '../infrastructure/cache/create-redis.js';
import { version } from '../infrastructure/config/version.js';
import { sendEndOfAll } from '../infrastructure/fragments/cache/send-invalidation.js';
import { createLog } from '../infrastructure/log/log.js';
import { OperatorError } from '../lib/errors.js';
import { findRedis } from './find-redis.js';
import { untilReady } from './until-ready.js';
import type { World } from './world.js';

/**
 * Ends all that the services keep of parts and pages. How many processes heard of it.
 *
 * @throws OperatorError when Redis is not named or does not answer.
 */
export async function clearCache(env: World['env']): Promise<number> {
  const settings = findRedis(env);
  if (settings === null) throw new OperatorError('REDIS_URL is not set; say where the Redis of the services is.');
  const log = createLog({ service: 'account', role: 'web', version, level: 'silent' });
  const redis = createRedis(settings.url, log, `${settings.prefix}:`);
  try {
    await untilReady(redis);
    return await sendEndOfAll(redis, settings.prefix);
  } catch (cause) {
    throw new OperatorError(
      'Redis does not answer at REDIS_URL; while it is away nothing is kept for longer than a second.',
      {
        cause,
      },
    );
  } finally {
    redis.disconnect();
  }
}
