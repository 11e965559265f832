import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { NotYet, StillFailing } from '../../lib/errors.js';
import { eventually } from '../../testing/eventually.js';
import { crateJob, jobsUnderTest, type JobsUnderTest } from '../../testing/jobs-under-test.js';

let house: JobsUnderTest;

beforeAll(async () => {
  house = await jobsUnderTest();
});

afterAll(() => house.close());

const warnings = () => house.lines.filter(({ level }) => level === 'warn');

test('a job whose moment has not come waits however often it must, without a word and without an attempt', async () => {
  let begun = 0;
  const worker = house.startWorker([
    crateJob(
      async () => {
        begun += 1;
        if (begun <= 25) throw new NotYet(5);
      },
      { attempts: 1 },
    ),
  ]);
  await house.order('patient');
  await eventually(
    () => begun,
    (times) => times === 26,
  );
  await eventually(
    () => worker.registry.getSingleMetricAsString('jobs_total'),
    (text) => text.includes('outcome="done"} 1'),
  );
  expect(await worker.registry.getSingleMetricAsString('jobs_total')).not.toMatch(/outcome="(retried|dead)"/);
  expect(warnings()).toEqual([]);
  await worker.stop();
});

test('what the log was told already counts as a failure, and is told again only where it ends', async () => {
  const worker = house.startWorker([
    crateJob(() => Promise.reject(new StillFailing(new Error('away'))), { attempts: 3 }),
  ]);
  await house.order('hopeless');
  // Those of before may still be wanted, and are worked at as well.
  const itsOwn = () => warnings().filter(({ jobId }) => jobId === 'hopeless');
  await eventually(
    () => itsOwn().length,
    (count) => count > 0,
  );
  expect(itsOwn()).toMatchObject([{ msg: 'a job is dead', attempts: 3 }]);
  await worker.stop();
});
