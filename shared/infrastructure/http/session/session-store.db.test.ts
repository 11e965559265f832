import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Redis } from 'ioredis';
import { pino } from 'pino';
import { newId } from '../../../lib/ids.js';
import { eventually } from '../../../testing/eventually.js';
import { createRedis } from '../../cache/create-redis.js';
import { SessionStore } from './session-store.js';

let redis: Redis;
let sessions: SessionStore;

beforeAll(async () => {
  redis = createRedis(process.env['ROSE_TEST_REDIS_URL'] ?? '', pino({ level: 'silent' }), `test-${newId()}:`);
  sessions = new SessionStore(redis);
  await eventually(
    () => redis.status,
    (status) => status === 'ready',
  );
});

afterAll(() => redis.disconnect());

test('a session is found by its id until it ends', async () => {
  const subject = newId();
  const id = await sessions.begin({ subject });
  expect(await sessions.find(id)).toEqual({ subject });
  await sessions.end(id);
  expect(await sessions.find(id)).toBeNull();
});

test('nobody can read an id out of Redis', async () => {
  const id = await sessions.begin({ subject: newId() });
  const keys = await redis.keys('*session:*');
  expect(keys.length).toBeGreaterThan(0);
  expect(keys.join()).not.toContain(id);
});

test.each(['', '*', 'a'.repeat(43), 'session:', 'a'.repeat(10_000)])('"%s" is no session', async (id) => {
  expect(await sessions.find(id)).toBeNull();
});
