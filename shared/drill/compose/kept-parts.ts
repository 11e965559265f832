import { Redis } from 'ioredis';
import type { House } from './house.js';

/** Every part of a page that all processes share just now. */
export async function keptParts({
  redis,
  config,
}: Pick<House, 'redis' | 'config'>): Promise<{ key: string; html: string }[]> {
  const client = new Redis(redis.url, { lazyConnect: true });
  await client.connect();
  try {
    const keys = await client.keys(`${config.redisPrefix}:cache:entry:*`);
    const texts = keys.length === 0 ? [] : await client.mget(keys);
    return texts.flatMap((text, at) =>
      text === null ? [] : [{ key: keys[at] ?? '', html: (JSON.parse(text) as { html: string }).html }],
    );
  } finally {
    client.disconnect();
  }
}
