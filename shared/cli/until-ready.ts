import type { Redis } from 'ioredis';

/** A command waits no longer than this for Redis: without it the workers find what was ordered a little later. */
const patienceMs = 1_000;

export async function untilReady(redis: Redis): Promise<void> {
  if (redis.status === 'ready') return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, patienceMs);
    redis.once('ready', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
