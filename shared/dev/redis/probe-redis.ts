import { Redis } from 'ioredis';

/** Runs one errand on a connection that is closed afterwards. Throws what Redis or the network answered. */
export async function withRedis<T>(url: string, errand: (redis: Redis) => Promise<T>, timeoutMs = 3_000): Promise<T> {
  const redis = new Redis(url, {
    lazyConnect: true,
    retryStrategy: () => null,
    connectTimeout: timeoutMs,
    commandTimeout: timeoutMs,
    // A connection that was refused has no end to wait for.
    disconnectTimeout: 200,
  });
  let firstProblem: Error | undefined;
  redis.on('error', (error: Error) => (firstProblem ??= error));
  try {
    await redis.connect();
    return await errand(redis);
  } catch (error) {
    throw firstProblem ?? error;
  } finally {
    redis.disconnect();
  }
}

/** Null when Redis answers, else why not. One that still reads its file answers with an error. */
export async function probeRedis(url: string): Promise<Error | null> {
  try {
    await withRedis(url, (redis) => redis.ping());
    return null;
  } catch (error) {
    return error as Error;
  }
}
