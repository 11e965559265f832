import type { Redis } from 'ioredis';
import { z } from 'zod';
import { appNames, type AppName } from '../../../contracts/apps.js';

/** One site, or the whole house. */
export type Closed = AppName | 'all';

/** Since when it is closed, and when whoever closed it means to be done. */
export interface Notice {
  since: Date;
  until: Date;
}

const key = 'maintenance';
const stored = z.object({ since: z.coerce.date(), until: z.coerce.date() });

/** @param redis with the prefix of the services. */
export async function hangNotice(redis: Redis, closed: Closed, { since, until }: Notice): Promise<void> {
  await redis.hset(key, closed, JSON.stringify({ since, until }));
}

/** Of everything where nothing is named. How many there were. */
export async function takeDownNotices(redis: Redis, closed: readonly Closed[]): Promise<number> {
  return redis.hdel(key, ...(closed.length === 0 ? ['all', ...appNames] : closed));
}

/** What cannot be read still closes the door: somebody meant it. */
export async function readNotices(redis: Redis): Promise<Map<Closed, Notice>> {
  const found = await redis.hgetall(key);
  return new Map(Object.entries(found).map(([closed, text]) => [closed as Closed, parseNotice(text)]));
}

function parseNotice(text: string): Notice {
  try {
    return stored.parse(JSON.parse(text));
  } catch {
    return { since: new Date(0), until: new Date(0) };
  }
}
