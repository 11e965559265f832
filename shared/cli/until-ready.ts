import type { Redis } from 'ioredis';

const patienceMs = 1_000;

/** Resolves once Redis can be asked, and after a second in any case: what is asked of it then fails by itself. */
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
