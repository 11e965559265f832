import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';

/** A script of Redis, and the name by which Redis knows it once it has run it. */
export interface Script {
  text: string;
  sha1: string;
}

export const scriptOf = (text: string): Script => ({ text, sha1: createHash('sha1').update(text).digest('hex') });

/** Sends the text only to a Redis that does not know it, such as one that was started anew. */
export async function runScript(
  redis: Redis,
  { text, sha1 }: Script,
  keys: readonly string[],
  ...values: (string | number)[]
): Promise<unknown> {
  try {
    return await redis.evalsha(sha1, keys.length, ...keys, ...values);
  } catch (error) {
    if (!(error as Error).message.startsWith('NOSCRIPT')) throw error;
    return redis.eval(text, keys.length, ...keys, ...values);
  }
}
