import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startThrowAwayRedis } from '../../dev/redis/throw-away-redis.js';
import type { RunningRedis } from '../../dev/redis/start-redis.js';
import { within } from '../../lib/within.js';
import { eventually } from '../../testing/eventually.js';
import { quickest } from '../../testing/quickest.js';
import { crateJob, jobsUnderTest, type JobsUnderTest } from '../../testing/jobs-under-test.js';
import { tcpDoor, type TcpDoor } from '../../testing/tcp-door.js';
import { createLog } from '../log/log.js';
import { createJobQueues } from './job-queues.js';

let redis: RunningRedis;
let door: TcpDoor;
let house: JobsUnderTest;

// A Redis of our own: these tests empty it and cut it off.
beforeEach(async () => {
  redis = await startThrowAwayRedis();
  door = await tcpDoor({ host: '127.0.0.1', port: redis.port });
  house = await jobsUnderTest(redis.url.replace(`:${redis.port}/`, `:${door.port}/`));
});

afterEach(async () => {
  await house.close();
  await door.shut();
  await redis.stop();
});

const quiet = { service: 'cart', role: 'web', version: '1', level: 'silent' } as const;

/** 250 ms on an idle machine; Redis would be waited for 2 s, or for ever. */
const reasonableMs = 1_000;

const ran: string[] = [];
beforeEach(() => void (ran.length = 0));

const moving = crateJob(async ({ dataSource }, payload) => {
  const { crateId } = payload as { crateId: string };
  ran.push(crateId);
  await dataSource.query('update crates set moved = true where id = $1', [crateId]);
});

const queued = async () => (await house.queues.queueOf('cart').getJobCounts('wait', 'delayed', 'active'))['wait'];

test('an order reaches the queue when its unit has committed, and a worker does it', async () => {
  await house.units.run(async ({ tools }) => {
    tools.order({ app: 'cart', name: 'move-crate' as never, id: 'a', payload: { crateId: 'a' } as never });
    expect(await queued()).toBe(0);
  });
  expect(await queued()).toBe(1);
  house.startWorker([moving]);
  await eventually(
    () => ran,
    (now) => now.length > 0,
  );
  expect(ran).toEqual(['a']);
});

test('a unit that rolls back orders nothing', async () => {
  const work = house.units.run(async ({ tools }) => {
    tools.order({ app: 'cart', name: 'move-crate' as never, id: 'a', payload: {} as never });
    throw new Error('after all not');
  });
  await expect(work).rejects.toThrow('after all not');
  expect(await queued()).toBe(0);
});

test('an id that cannot be one fails the unit that orders it', async () => {
  await expect(house.order('repeat:a:1')).rejects.toThrow('A job was ordered as "move-crate" with the id "repeat:a:1"');
  expect(await house.dataSource.query('select * from crates')).toEqual([]);
});

test('what is ordered twice while it waits is done once, and can be ordered again afterwards', async () => {
  await Promise.all([house.order('a'), house.order('a'), house.order('b')]);
  expect(await queued()).toBe(2);
  // Without a sweep, which may find a crate while it is being moved and order it once more.
  house.startWorker([{ ...moving, sweep: async () => [] }]);
  await eventually(
    () => ran.length,
    (count) => count === 2,
  );
  await eventually(
    async () => Object.values(await house.queues.queueOf('cart').getJobCounts()),
    (counts) => counts.every((count) => count === 0),
  );
  await house.order('a');
  await eventually(
    () => ran.length,
    (count) => count === 3,
  );
  expect(ran.sort()).toEqual(['a', 'a', 'b']);
});

test('while Redis is away a unit commits at once, and a sweep orders it when Redis is back', async () => {
  house.startWorker([moving]);
  await door.shut();
  let orders = 0;
  const took = await quickest(() => house.order(`a${(orders += 1)}`), reasonableMs);
  expect(took).toBeLessThan(reasonableMs);
  expect(ran).toEqual([]);
  await door.open();
  await eventually(
    () => ran,
    (now) => now.length >= orders,
  );
  expect(ran).toContain('a1');
});

test('a Redis that takes a connection and says nothing does not hold up a unit either', async () => {
  await house.redis.client('PAUSE', 5_000, 'ALL');
  const took = await quickest(() => house.order('a'), reasonableMs);
  expect(took).toBeGreaterThan(150);
  expect(took).toBeLessThan(reasonableMs);
});

test('a queue that was emptied is filled again from the table', async () => {
  await house.order('a');
  await house.order('b');
  await house.redis.flushall();
  expect(await queued()).toBe(0);
  house.startWorker([moving], { pace: { sweepEveryMs: 100 } });
  await eventually(
    () => ran.length,
    (count) => count === 2,
  );
  await house.dataSource.query(`insert into crates (id) values ('c')`);
  await house.redis.flushall();
  await eventually(
    () => ran.length,
    (count) => count === 3,
  );
  expect([...ran].sort()).toEqual(['a', 'b', 'c']);
});

test('a worker that started while Redis was away begins when it comes', async () => {
  await house.order('a');
  await door.shut();
  house.startWorker([moving]);
  await door.open();
  await eventually(
    () => ran,
    (now) => now.length > 0,
  );
  expect(ran).toEqual(['a']);
});

test('an order on a connection that never was fails at once, and does not wait for one', async () => {
  await door.shut();
  const url = `redis://127.0.0.1:${door.port}`;
  const queues = createJobQueues({ url, prefix: 'test', log: createLog(quiet) });
  try {
    const ordered = queues.enqueue([{ app: 'cart', name: 'move-crate', id: 'a', payload: {} }]);
    await expect(within(reasonableMs, ordered)).rejects.toThrow("Stream isn't writeable");
  } finally {
    queues.close();
  }
});
