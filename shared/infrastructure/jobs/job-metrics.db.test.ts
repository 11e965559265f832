import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { GiveUp } from '../../lib/errors.js';
import { eventually } from '../../testing/eventually.js';
import { crateJob, jobsUnderTest, type JobsUnderTest } from '../../testing/jobs-under-test.js';
import type { AnyJob } from './define-job.js';

let house: JobsUnderTest;

beforeEach(async () => {
  house = await jobsUnderTest();
});

afterEach(() => house.close());

test('attempts are counted by job and outcome, what waits and what is dead is read at scrape', async () => {
  const ran: string[] = [];
  const run: AnyJob['run'] = async ({ dataSource }, payload) => {
    const { crateId } = payload as { crateId: string };
    ran.push(crateId);
    if (crateId === 'dead') throw new GiveUp('no');
    if (crateId === 'late') throw new Error('not yet');
    await dataSource.query('update crates set moved = true where id = $1', [crateId]);
  };
  // Without a sweep, which may find a crate while it is being moved and order it once more.
  const job = crateJob(run, { sweep: async () => [] });
  const { registry } = house.startWorker([job], { pace: { backoff: () => 60_000 } });
  for (const id of ['good', 'dead', 'late']) await house.order(id);
  await eventually(
    () => ran.length,
    (count) => count === 3,
  );
  const totals = await eventually(
    async () => (await registry.getSingleMetric('jobs_total')!.get()).values,
    (values) => values.length === 3,
  );
  expect(totals.map(({ labels, value }) => ({ ...labels, value }))).toEqual(
    expect.arrayContaining([
      { job: 'move-crate', outcome: 'done', value: 1 },
      { job: 'move-crate', outcome: 'dead', value: 1 },
      { job: 'move-crate', outcome: 'retried', value: 1 },
    ]),
  );
  await eventually(
    async () => (await house.queues.queueOf('cart').getJobCounts())['delayed'],
    (count) => count === 1,
  );
  const text = await registry.metrics();
  expect(text).toMatch(/^jobs_queued 1$/m);
  expect(text).toMatch(/^jobs_dead 1$/m);
  expect(text).toMatch(/^job_duration_seconds_count\{job="move-crate"\} 3$/m);
});

test('a scrape is answered although neither the queue nor the table can be asked', async () => {
  const { registry } = house.startWorker([]);
  house.queues.close();
  await house.dataSource.query('drop table dead_jobs');
  const text = await registry.metrics();
  expect(text).toMatch(/^jobs_dead Nan$/im);
});
