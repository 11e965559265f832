import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Redis } from 'ioredis';
import { pino } from 'pino';
import { eventually } from '../../testing/eventually.js';
import { crateCatalogues, handlingUnderTest, type HandlingUnderTest } from '../../testing/handling-under-test.js';
import { tcpDoor, type TcpDoor } from '../../testing/tcp-door.js';
import { createRedis } from '../cache/create-redis.js';
import { listen, ring } from './wake.js';

const anHour = 3_600_000;
const log = pino({ level: 'silent' });

let under: HandlingUnderTest;
let door: TcpDoor;
let talking: Redis;
let prefix: string;

const open = () => {
  const url = new URL(process.env['ROSE_TEST_REDIS_URL']!);
  url.hostname = '127.0.0.1';
  url.port = String(door.port);
  return createRedis(url.href, log);
};

beforeEach(async () => {
  const redis = new URL(process.env['ROSE_TEST_REDIS_URL']!);
  door = await tcpDoor({ host: redis.hostname, port: Number(redis.port) });
  prefix = `test-${randomBytes(6).toString('hex')}`;
  talking = open();
  under = await handlingUnderTest(crateCatalogues(), {
    bell: { wake: ring(talking, prefix), enqueue: async () => undefined, invalidate: async () => undefined },
  });
});

afterEach(async () => {
  await under.close();
  talking.disconnect();
  await door.shut();
});

const listening = { listen: (onWake: () => void) => listen(open(), prefix, 'blog', onWake) };
const listeners = async () => {
  const [, count] = (await talking.call('pubsub', 'numsub', `${prefix}:wake:blog`)) as [string, number];
  return count;
};
const notesBecome = (count: number) => eventually(under.notes, (notes) => notes.length === count);

test('a worker is woken by the commit, long before it would have looked', async () => {
  under.worker([under.noting()], { sweepMs: anHour, ...listening }).start();
  await eventually(listeners, (count) => count === 1);
  await under.pack({ crate: 'a', n: 1 });
  await notesBecome(1);
  await under.pack({ crate: 'a', n: 2 });
  expect(await notesBecome(2)).toEqual([
    { crate: 'a', n: 1 },
    { crate: 'a', n: 2 },
  ]);
});

test('when Redis was away and is back, what was missed is looked for', async () => {
  under.worker([under.noting()], { sweepMs: anHour, ...listening }).start();
  await eventually(listeners, (count) => count === 1);
  await door.shut();
  await under.pack({ crate: 'a', n: 1 });
  expect(await under.notes()).toEqual([]);
  await door.open();
  expect(await notesBecome(1)).toHaveLength(1);
});

test('without Redis the sweep finds it', async () => {
  await door.shut();
  under.worker([under.noting()], listening).start();
  await under.pack({ crate: 'a', n: 1 });
  expect(await notesBecome(1)).toHaveLength(1);
});
