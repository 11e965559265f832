import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { pino } from 'pino';
import { FloodCounter } from './flood-counter.js';

const prefix = `flood-test-${randomBytes(6).toString('hex')}`;
const now = () => 20_000;
let redis: Redis;

beforeAll(async () => {
  redis = new Redis(process.env['ROSE_TEST_REDIS_URL'] ?? '');
  await once(redis, 'ready');
});
afterAll(() => redis.quit());

const counter = () =>
  new FloodCounter({ rules: { requests: 3, seconds: 10 }, prefix, redis, log: pino({ level: 'silent' }), now });

test('what others counted counts here after the next settling', async () => {
  const [one, other] = [counter(), counter()];
  for (let i = 0; i < 3; i++) one.hit('a');
  await one.settle();
  expect(other.hit('a')).toBe(0);
  await other.settle();
  expect(other.hit('a')).toBe(10);
});

test('a Redis that answers with an error wipes nothing out', async () => {
  await redis.rpush(`${prefix}:2:b`, 'not a number');
  const alone = counter();
  for (let i = 0; i < 3; i++) expect(alone.hit('b')).toBe(0);
  await alone.settle();
  expect(alone.hit('b')).toBe(10);
  await alone.settle();
  expect(alone.hit('b')).toBe(10);
  await redis.del(`${prefix}:2:b`);
});
