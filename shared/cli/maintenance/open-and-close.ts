import type { Redis } from 'ioredis';
import type { AppName } from '../../contracts/apps.js';
import { createRedis } from '../../infrastructure/cache/create-redis.js';
import { version } from '../../infrastructure/config/version.js';
import {
  hangNotice,
  readNotices,
  takeDownNotices,
  type Closed,
  type Notice,
} from '../../infrastructure/http/maintenance/notices.js';
import { createLog } from '../../infrastructure/log/log.js';
import { OperatorError } from '../../lib/errors.js';
import { findRedis } from '../find-redis.js';
import { untilReady } from '../until-ready.js';
import type { World } from '../world.js';

type ClosedSite = Notice & { site: string };

const mostMinutes = 7 * 24 * 60;

/** @throws OperatorError when Redis is not named or does not answer, and when the minutes are no minutes. */
export function close(env: World['env'], closed: Closed, given: string): Promise<ClosedSite[]> {
  const minutes = Number(given);
  if (!/^\d+$/.test(given) || minutes < 1 || minutes > mostMinutes) {
    throw new OperatorError(`--minutes is a whole number from 1 to ${mostMinutes}; ${given} is none.`);
  }
  const since = new Date();
  const until = new Date(since.getTime() + minutes * 60_000);
  return withNotices(env, (redis) => hangNotice(redis, closed, { since, until }));
}

/** One site while the whole house is closed cannot be opened: that would look like success and be none. */
export function open(env: World['env'], app: AppName | undefined): Promise<ClosedSite[]> {
  return withNotices(env, async (redis) => {
    if (app !== undefined && (await readNotices(redis)).has('all')) {
      throw new OperatorError(
        `The whole house is closed; say rose maintenance off, then close what should stay closed.`,
      );
    }
    await takeDownNotices(redis, app === undefined ? [] : [app]);
  });
}

export function listClosed(env: World['env']): Promise<ClosedSite[]> {
  return withNotices(env, async () => undefined);
}

/** What is closed after the work. */
async function withNotices(env: World['env'], work: (redis: Redis) => Promise<void>): Promise<ClosedSite[]> {
  const settings = findRedis(env);
  if (settings === null) throw new OperatorError('REDIS_URL is not set; say where the Redis of the services is.');
  const log = createLog({ service: 'account', role: 'web', version, level: 'silent' });
  const redis = createRedis(settings.url, log, `${settings.prefix}:`);
  try {
    await untilReady(redis);
    await work(redis);
    return [...(await readNotices(redis))].map(([site, notice]) => ({ site, ...notice }));
  } catch (cause) {
    if (cause instanceof OperatorError) throw cause;
    throw new OperatorError('Redis does not answer at REDIS_URL, and what is closed stands there.', { cause });
  } finally {
    redis.disconnect();
  }
}
