import { randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import { fragmentPolicies } from '../../../contracts/fragments.js';
import type { Invalidation } from './known-epochs.js';
import { endEverything, invalidateTags } from './scripts.js';

/** Longer than anything is kept: that is how long an invalidation is remembered. */
const rememberMs = 2 * Math.max(...Object.values(fragmentPolicies).map(({ ttlMs, staleMs }) => ttlMs + staleMs));

/** @param prefix of the install, as it stands before every key. */
export function invalidationChannel(prefix: string): string {
  return `${prefix}:cache:invalidated`;
}

export const epochKeys = ['cache:namespace', 'cache:epoch'];

export const tagKey = (tag: string) => `cache:inv:${tag}`;

export function freshNamespace(): string {
  return randomBytes(12).toString('base64url');
}

/**
 * Tells every process that what shows these tags is no longer true.
 *
 * @param redis the one that never evicts, with the install's prefix before its keys.
 * @throws Error when it does not answer.
 */
export async function sendInvalidation(redis: Redis, prefix: string, tags: readonly string[]): Promise<Invalidation> {
  const keys = [...epochKeys, ...tags.map(tagKey)];
  const more = [freshNamespace(), rememberMs, invalidationChannel(prefix), JSON.stringify(tags)];
  const [namespace, epoch] = (await redis.eval(invalidateTags, keys.length, ...keys, ...more)) as [string, number];
  return { namespace, epoch, tags };
}

/**
 * Ends all that any process keeps, as if Redis had been emptied of it.
 *
 * @returns how many processes heard of it at once; one that did not sees it when it next looks there.
 * @throws Error when Redis does not answer.
 */
export async function sendEndOfAll(redis: Redis, prefix: string): Promise<number> {
  const namespace = freshNamespace();
  const news: Invalidation = { namespace, epoch: 0, tags: [] };
  const more = [namespace, invalidationChannel(prefix), JSON.stringify(news)];
  return (await redis.eval(endEverything, epochKeys.length, ...epochKeys, ...more)) as number;
}
