import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { eventually } from '../../testing/eventually.js';
import { jobsUnderTest, type JobsUnderTest } from '../../testing/jobs-under-test.js';
import type { AnyJob, Schedule } from './define-job.js';
import { keepSchedule } from './keep-schedule.js';

let house: JobsUnderTest;

beforeEach(async () => {
  house = await jobsUnderTest();
});

afterEach(() => house.close());

const queue = () => house.queues.queueOf('cart');
const keep = (schedule: Schedule, zone = 'Europe/London') => keepSchedule(queue(), 'count-crates', schedule, zone);
const next = async () => (await queue().getJobScheduler('count-crates'))?.next ?? null;

/** What was done, as the queue names each moment. */
const moments = () =>
  house.lines.filter((line) => line['msg'] === 'a job was done').map((line) => line['queued'] as string);

const counting = (everyMs: number, run: AnyJob['run'] = async () => undefined): AnyJob => ({
  ...{ name: 'count-crates', schedule: { everyMs }, run },
});

test('two workers do it once for each moment', async () => {
  const job = counting(150);
  house.startWorker([job], { pace: { sweepEveryMs: 40 } });
  house.startWorker([job], { pace: { sweepEveryMs: 40 } });
  await eventually(
    () => moments().length,
    (count) => count >= 8,
  );
  expect(new Set(moments()).size).toBe(moments().length);
});

test('a pattern is in the time zone of the site', async () => {
  await keep({ pattern: '30 4 * * *' }, 'Pacific/Auckland');
  const at = new Intl.DateTimeFormat('en-GB', { timeZone: 'Pacific/Auckland', timeStyle: 'short' }).format(
    (await next())!,
  );
  expect(at).toBe('04:30');
});

test('a process that starts does not postpone what is due', async () => {
  await keep({ everyMs: 60_000 });
  // The first run is at once; taking it orders the next.
  house.startWorker([counting(60_000)]);
  await eventually(
    () => moments().length,
    (count) => count === 1,
  );
  const due = await next();
  for (let start = 0; start < 3; start++) await keep({ everyMs: 60_000 });
  expect(await next()).toBe(due);
  expect(await queue().getJobCounts('delayed', 'wait')).toEqual({ delayed: 1, wait: 0 });
});

test('a run that is overdue is not traded for the next one by a process that starts', async () => {
  const eachSecond = { pattern: '* * * * * *' };
  await keep(eachSecond);
  const due = (await next())!;
  // Nobody works, so it waits; BullMQ, asked again, would put the next moment in its place.
  await eventually(
    () => Date.now(),
    (now) => now > due + 1_000,
  );
  await keep(eachSecond);
  expect(await next()).toBe(due);
});

test('another schedule takes the place of the old one', async () => {
  await keep({ pattern: '30 4 * * *' });
  const before = await next();
  await keep({ pattern: '45 4 * * *' });
  expect(await next()).not.toBe(before);
  await keep({ pattern: '45 4 * * *' }, 'Pacific/Auckland');
  expect((await queue().getJobScheduler('count-crates'))?.tz).toBe('Pacific/Auckland');
  expect(await queue().getJobCounts('delayed', 'wait')).toEqual({ delayed: 1, wait: 0 });
});

test('a schedule whose next run was lost is set again', async () => {
  await keep({ pattern: '30 4 * * *' });
  const job = (await queue().getJobs(['delayed']))[0]!;
  await house.redis.del(queue().toKey(job.id!), queue().toKey('delayed'));
  await keep({ pattern: '30 4 * * *' });
  expect(await queue().getJobs(['delayed'])).toHaveLength(1);
});

test('a schedule of another release is taken down by the worker that does not know it', async () => {
  await keep({ everyMs: 60_000 });
  house.startWorker([]);
  await eventually(
    () => queue().getJobSchedulersCount(),
    (count) => count === 0,
  );
  await eventually(
    async () => Object.values(await queue().getJobCounts()),
    (counts) => counts.every((count) => count === 0),
  );
  expect(await next()).toBeNull();
});

test('of runs that die there is one row, which goes with the next one that is done', async () => {
  let isBroken = true;
  const job = counting(100, async () => {
    if (isBroken) throw new Error('no crate in sight');
  });
  house.startWorker([{ ...job, attempts: 1 }], { pace: { sweepEveryMs: 40 } });
  const rows = () => house.dataSource.query<{ id: string }[]>('select id from dead_jobs');
  await eventually(
    () => house.lines.filter((line) => line['msg'] === 'a job is dead').length,
    (count) => count >= 3,
  );
  expect(await rows()).toEqual([{ id: 'schedule' }]);
  isBroken = false;
  expect(await eventually(rows, (now) => now.length === 0)).toEqual([]);
});
