import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { newId } from '../../lib/ids.js';
import { runScript, scriptOf } from './run-script.js';

let redis: Redis;

beforeAll(() => {
  redis = new Redis(process.env['ROSE_TEST_REDIS_URL'] ?? '');
});

afterAll(() => redis.quit());

test('a Redis that does not know a script, as one that was started anew, is told it; from then on its name is enough', async () => {
  const id = newId();
  const script = scriptOf(`return { KEYS[1], ARGV[1], '${id}' }`);
  expect(await redis.script('EXISTS', script.sha1)).toEqual([0]);
  expect(await runScript(redis, script, ['key'], 1)).toEqual(['key', '1', id]);
  expect(await redis.script('EXISTS', script.sha1)).toEqual([1]);
  expect(await runScript(redis, script, ['other'], 2)).toEqual(['other', '2', id]);
});

test('what a script says is wrong is thrown, and it does not run twice', async () => {
  const [script, key] = [scriptOf(`redis.call('INCR', KEYS[1]) return redis.error_reply('no')`), newId()];
  await expect(runScript(redis, script, [key])).rejects.toThrow('no');
  await expect(runScript(redis, script, [key])).rejects.toThrow('no');
  expect(await redis.getdel(key)).toBe('2');
});
