import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { GiveUp } from '../../lib/errors.js';
import { eventually } from '../../testing/eventually.js';
import { crateJob, jobsUnderTest, type JobsUnderTest } from '../../testing/jobs-under-test.js';
import { dropDeadJobs, listDeadJobs, retryDeadJobs } from './settle-dead-jobs.js';

let house: JobsUnderTest;
let ran: string[];

beforeEach(async () => {
  house = await jobsUnderTest();
  ran = [];
});

afterEach(() => house.close());

const often = { pace: { sweepEveryMs: 50 } };
const named = (id: string) => `cart.move-crate.${id}`;
const dead = () => listDeadJobs(house.dataSource);
const isIdle = async () =>
  Object.values(await house.queues.queueOf('cart').getJobCounts()).every((count) => count === 0);

/** Fails as told, and moves the crate otherwise. */
const moving = (fail: (id: string, attempt: number) => Error | null, special = {}) =>
  crateJob(async ({ dataSource }, payload) => {
    const { crateId } = payload as { crateId: string };
    ran.push(crateId);
    const failure = fail(crateId, ran.filter((id) => id === crateId).length);
    if (failure) throw failure;
    await dataSource.query('update crates set moved = true where id = $1', [crateId]);
  }, special);

/** A later crate that was moved shows that a sweep has passed over the earlier ones. */
async function sweepAfter(): Promise<void> {
  const marker = `z-${ran.length}`;
  await house.dataSource.query('insert into crates (id) values ($1)', [marker]);
  await eventually(
    () => ran,
    (now) => now.includes(marker),
  );
}

test('a job that fails is tried again after the pauses of its own backoff', async () => {
  const asked: [number, number][] = [];
  const backoff = (baseMs: number, attempt: number) => {
    asked.push([baseMs, attempt]);
    return 10;
  };
  house.startWorker([moving((_, attempt) => (attempt < 4 ? new Error('not yet') : null), { backoffMs: 700 })], {
    pace: { backoff },
  });
  await house.order('a');
  await eventually(
    () => ran.length,
    (count) => count === 4,
  );
  await eventually(isIdle, Boolean);
  expect(asked).toEqual([
    [700, 1],
    [700, 2],
    [700, 3],
  ]);
  expect(await dead()).toEqual([]);
});

test('one that fails six times is dead: it is written down once, and no sweep orders it again', async () => {
  house.startWorker([moving((id) => (id === 'a' ? new Error('the crane is broken') : null))], often);
  await house.order('a');
  const [row, ...others] = await eventually(dead, (rows) => rows.length > 0);
  expect(others).toEqual([]);
  expect(row).toMatchObject({
    ...{ id: named('a'), app: 'cart', name: 'move-crate', payload: { crateId: 'a' } },
    attempts: 6,
    error: 'Error: the crane is broken',
  });
  await sweepAfter();
  await sweepAfter();
  expect(ran.filter((id) => id === 'a')).toHaveLength(6);
  expect(await dead()).toEqual([row]);
});

test('one that gives up is dead at once', async () => {
  house.startWorker([moving((id) => (id === 'a' ? new GiveUp('there is no such crate') : null))], often);
  await house.order('a');
  const [row] = await eventually(dead, (rows) => rows.length > 0);
  expect(row).toMatchObject({ attempts: 1, error: 'GiveUp: there is no such crate' });
  await sweepAfter();
  expect(ran.filter((id) => id === 'a')).toHaveLength(1);
});

test('what people wrote is not kept, and nothing but the state of it is in Redis', async () => {
  const failure = Object.assign(new Error('invalid input syntax: "wren@rose-ash.test"'), { code: '22P02' });
  house.startWorker([moving(() => failure, { attempts: 2 })], { pace: { backoff: () => 60_000 } });
  await house.order('a');
  await eventually(
    async () => (await house.queues.queueOf('cart').getJobCounts())['delayed'],
    (count) => count === 1,
  );
  const queued = await house.queues.queueOf('cart').getJob('move-crate.a');
  expect(JSON.stringify(queued)).not.toContain('wren');
  expect(JSON.stringify(queued)).toContain('later');
  await queued!.promote();
  const [row] = await eventually(dead, (rows) => rows.length > 0);
  expect(row!.error).toBe('Error: left out: it quotes what was sent');
  expect(JSON.stringify(house.lines)).not.toContain('wren');
});

test('one that cannot be written down is ordered again by its table', async () => {
  await house.dataSource.query('alter table dead_jobs rename to nowhere');
  const broken = moving(() => new GiveUp('no'), { attempts: 1 });
  const began = performance.now();
  house.startWorker([broken], often);
  await house.order('a');
  await eventually(
    () => house.lines,
    (lines) => lines.some((line) => line['msg'] === 'a dead job could not be written down'),
  );
  await house.dataSource.query('alter table nowhere rename to dead_jobs');
  expect(await eventually(dead, (rows) => rows.length > 0)).toMatchObject([{ id: named('a') }]);
  // Once by the order, and then by sweeps alone.
  const sweeps = (performance.now() - began) / often.pace.sweepEveryMs;
  expect(ran.length).toBeLessThanOrEqual(2 + sweeps);
});

test('one that is retried runs although its table no longer wants it, and is forgotten once done', async () => {
  let isBroken = true;
  house.startWorker([moving(() => (isBroken ? new GiveUp('no') : null))], often);
  await house.order('a');
  await eventually(dead, (rows) => rows.length === 1);
  await house.dataSource.query(`update crates set moved = true`);
  isBroken = false;
  expect(await retryDeadJobs(house.dataSource, [named('a')])).toEqual([named('a')]);
  expect(await dead()).toEqual([]);
  await eventually(
    () => house.dataSource.query<unknown[]>('select 1 from dead_jobs'),
    (rows) => rows.length === 0,
  );
  expect(ran).toEqual(['a', 'a']);
});

test('one that is retried and fails again is dead again', async () => {
  house.startWorker([moving(() => new GiveUp('no'))], often);
  await house.order('a');
  const [first] = await eventually(dead, (rows) => rows.length === 1);
  await retryDeadJobs(house.dataSource, 'all');
  const [second] = await eventually(dead, (rows) => rows.length === 1);
  expect(ran).toEqual(['a', 'a']);
  expect(second!.diedAt.getTime()).toBeGreaterThan(first!.diedAt.getTime());
});

test('one that was dropped never runs again, by whatever way it is ordered', async () => {
  house.startWorker([moving((id) => (id === 'a' ? new GiveUp('no') : null))], often);
  await house.order('a');
  await eventually(dead, (rows) => rows.length === 1);
  expect(await dropDeadJobs(house.dataSource, [named('a')])).toEqual([named('a')]);
  expect(await retryDeadJobs(house.dataSource, 'all')).toEqual([]);
  expect(await dead()).toEqual([]);
  await house.order('a');
  await sweepAfter();
  await eventually(isIdle, Boolean);
  expect(ran.filter((id) => id === 'a')).toHaveLength(1);
});

test('what is not dead can be neither retried nor dropped', async () => {
  expect(await retryDeadJobs(house.dataSource, [named('a')])).toEqual([]);
  expect(await dropDeadJobs(house.dataSource, [named('a')])).toEqual([]);
});

test('the dead do not hide those behind them, however many they are', async () => {
  await house.dataSource.query(
    `insert into crates (id) select 'a' || lpad(n::text, 4, '0') from generate_series(1, 700) n`,
  );
  await house.dataSource.query(`
    insert into dead_jobs (app, name, id, payload, attempts, error)
    select 'cart', 'move-crate', id, '{}', 6, 'Error: no' from crates`);
  await house.dataSource.query(`insert into crates (id) values ('b')`);
  house.startWorker([moving(() => null)]);
  await eventually(
    () => ran.length,
    (count) => count > 0,
  );
  await eventually(isIdle, Boolean);
  expect(ran).toEqual(['b']);
});

test('a job of another release is left alone, and its table still has it', async () => {
  house.startWorker([moving(() => null)], often);
  await house.order('a', 'weigh-crate');
  await eventually(
    () => house.lines,
    (lines) => lines.some((line) => line['msg'] === 'a job of another release was left to its sweep'),
  );
  await eventually(isIdle, Boolean);
  expect(await dead()).toEqual([]);
});
