import type { Redis } from 'ioredis';
import type { AppName } from '../../contracts/apps.js';

const channelOf = (prefix: string, app: AppName) => `${prefix}:wake:${app}`;

/** Tells the workers of apps, in whatever process, that they have tasks. Nobody may hear it: a sweep finds them as well. */
export function ring(redis: Redis, prefix: string): (apps: ReadonlySet<AppName>) => Promise<void> {
  return async (apps) => {
    await Promise.all([...apps].map((app) => redis.publish(channelOf(prefix, app), '')));
  };
}

/**
 * Calls `onWake` when an app has tasks, and when the connection is there again, since what was said meanwhile is lost.
 *
 * @param redis a connection of its own, which does nothing but listen. It is closed with the listener.
 */
export function listen(redis: Redis, prefix: string, app: AppName, onWake: () => void): { close: () => void } {
  redis.on('message', onWake);
  redis.on('ready', () => {
    redis.subscribe(channelOf(prefix, app)).then(onWake, () => undefined);
  });
  return { close: () => redis.disconnect() };
}
