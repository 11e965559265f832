import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { eventually } from '../../testing/eventually.js';
import { crateJob, jobsUnderTest, type JobsUnderTest } from '../../testing/jobs-under-test.js';
import { tcpDoor } from '../../testing/tcp-door.js';

let house: JobsUnderTest;

beforeEach(async () => {
  house = await jobsUnderTest();
});

afterEach(() => house.close());

/** Runs of one job, each held until the test ends it. */
function held() {
  const runs: { signal: AbortSignal; end: () => void }[] = [];
  const job = crateJob(async ({ dataSource }, _payload, signal) => {
    await new Promise<void>((resolve) => void runs.push({ signal, end: resolve }));
    await dataSource.query('update crates set moved = true');
  });
  return { runs, job };
}

const counts = () => house.queues.queueOf('cart').getJobCounts('wait', 'active', 'delayed', 'failed', 'completed');
const nothing = { wait: 0, active: 0, delayed: 0, failed: 0, completed: 0 };
const deadRows = () => house.dataSource.query<unknown[]>('select * from dead_jobs');

test('a worker that stops waits for what runs, and takes nothing more', async () => {
  const { runs, job } = held();
  const worker = house.startWorker([job], { pace: { drainMs: 20_000 } });
  await house.order('a');
  await eventually(
    () => runs.length,
    (count) => count === 1,
  );
  let stopped = false;
  const stopping = worker.stop().then(() => void (stopped = true));
  await house.order('b');
  expect(stopped).toBe(false);
  expect(runs[0]!.signal.aborted).toBe(false);
  runs[0]!.end();
  await stopping;
  expect(await counts()).toEqual({ ...nothing, wait: 1 });
  expect(runs).toHaveLength(1);
});

test('what does not end is told so, then handed back at once, and not counted as a failure', async () => {
  const { runs, job } = held();
  const first = house.startWorker([{ ...job, attempts: 1 }], { pace: { drainMs: 50, graceMs: 50 } });
  await house.order('a');
  await eventually(
    () => runs.length,
    (count) => count === 1,
  );
  const second = held();
  await first.stop();
  expect(runs[0]!.signal.reason).toBe('stopping');
  expect(await counts()).toEqual({ ...nothing, wait: 1 });
  house.startWorker([{ ...second.job, attempts: 1 }]);
  await eventually(
    () => second.runs.length,
    (count) => count === 1,
  );
  second.runs[0]!.end();
  await eventually(counts, (now) => JSON.stringify(now) === JSON.stringify(nothing));
  expect(await deadRows()).toEqual([]);
});

test('one that ends as soon as it is told is done', async () => {
  const { runs, job } = held();
  const worker = house.startWorker([job], { pace: { drainMs: 50, graceMs: 5_000 } });
  await house.order('a');
  await eventually(
    () => runs.length,
    (count) => count === 1,
  );
  runs[0]!.signal.addEventListener('abort', () => runs[0]!.end());
  await worker.stop();
  expect(await counts()).toEqual(nothing);
});

test('a job whose worker went silent is run by another, and what the first one says of it no longer counts', async () => {
  const url = new URL(process.env['ROSE_TEST_REDIS_URL'] ?? '');
  const door = await tcpDoor({ host: url.hostname, port: Number(url.port) });
  try {
    url.port = String(door.port);
    const lost = held();
    const other = held();
    // Its lock ends soon; the other one's does not, however busy the machine is.
    const pace = { lockMs: 2_000, stalledEveryMs: 300, drainMs: 50, graceMs: 50 };
    house.startWorker([lost.job], { redisUrl: url.href, pace });
    await house.order('a');
    await eventually(
      () => lost.runs.length,
      (count) => count === 1,
    );
    await door.shut();
    house.startWorker([other.job], { pace: { stalledEveryMs: 300 } });
    await eventually(
      () => other.runs.length,
      (count) => count === 1,
    );
    await door.open();
    await eventually(
      () => lost.runs[0]!.signal.reason as unknown,
      (reason) => reason === 'lost',
    );
    lost.runs[0]!.end();
    expect(await counts()).toEqual({ ...nothing, active: 1 });
    other.runs[0]!.end();
    await eventually(counts, (now) => JSON.stringify(now) === JSON.stringify(nothing));
    expect(await deadRows()).toEqual([]);
    expect(lost.runs.length + other.runs.length).toBe(2);
  } finally {
    await house.close();
    house = await jobsUnderTest();
    await door.shut();
  }
});

test('a worker stops within its time although Redis is away', async () => {
  const url = new URL(process.env['ROSE_TEST_REDIS_URL'] ?? '');
  const door = await tcpDoor({ host: url.hostname, port: Number(url.port) });
  url.port = String(door.port);
  const { runs, job } = held();
  const worker = house.startWorker([job], { redisUrl: url.href, pace: { drainMs: 200, graceMs: 50 } });
  await house.order('a');
  await eventually(
    () => runs.length,
    (count) => count === 1,
  );
  await door.shut();
  const began = performance.now();
  await worker.stop();
  expect(performance.now() - began).toBeLessThan(3_000);
});
