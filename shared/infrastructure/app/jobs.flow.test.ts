import { afterEach, expect, test } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import type { UnitOfWork } from '../../contracts/unit-of-work.js';
import { ask, startAppUnderTest, type AppUnderTest, type AppUnderTestOptions } from '../../testing/app-under-test.js';
import { eventually } from '../../testing/eventually.js';
import { crateJob } from '../../testing/jobs-under-test.js';
import { sampleApp, wireNothing } from '../../testing/sample-app.js';
import { tcpDoor } from '../../testing/tcp-door.js';
import type { AnyJob } from '../jobs/define-job.js';
import { defineApp, type AnyApp } from './define-app.js';
import type { Wire } from './wire.js';

let app: AppUnderTest | null = null;

afterEach(async () => {
  await app?.stop();
  app = null;
});

const jobPlaces = { 'move-crate': { truth: 'crates', apps: ['blog'] as const } };
const moving = (run: AnyJob['run']) => crateJob(run, { sweep: async () => [] });

/** The sample app, with a job of its own and a form that orders it. */
async function start(jobs: AnyJob[], options: AppUnderTestOptions = {}): Promise<AppUnderTest> {
  let units: UnitOfWork<EntityManager> | undefined;
  const wire: Wire = (deps) => {
    units = deps.unitOfWork;
    return wireNothing(deps);
  };
  const sample = sampleApp();
  const withJobs: AnyApp = defineApp({
    ...sample,
    jobs: [...(sample.jobs ?? []), ...jobs],
    routes: [
      (router) => {
        router.post('/crates/:crate', async (ctx) => {
          const crateId = ctx.params['crate']!;
          await units!.run(async ({ tools }) =>
            tools.order({ app: 'blog', name: 'move-crate' as never, id: crateId, payload: { crateId } as never }),
          );
          ctx.status = 204;
        });
      },
    ],
  });
  const started = await startAppUnderTest(withJobs, wire, { jobPlaces, ...options });
  app = started;
  await eventually(
    async () => (await started.ask('/readyz')).status,
    (status) => status === 200,
  );
  return started;
}

const order = (crate: string) =>
  app!.ask(`/crates/${crate}`, { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } });

test('what a request orders is done, and counted on the internal side', async () => {
  const ran: unknown[] = [];
  const { internalUrl } = await start([moving(async (_around, payload) => void ran.push(payload))]);
  // Again, since the queue's own connection may not be there yet, and this job has no sweep.
  await eventually(
    async () => {
      expect((await order('a')).status).toBe(204);
      return ran;
    },
    ({ length }) => length > 0,
  );
  expect(ran[0]).toEqual({ crateId: 'a' });
  const { text } = await ask(`${internalUrl}/metrics`);
  expect(text).toMatch(/^jobs_total\{job="move-crate",outcome="done",service="blog",role="all"\} \d+$/m);
  expect(text).toMatch(/^jobs_queued\{service="blog",role="all"\} \d+$/m);
  expect(text).toMatch(/^jobs_dead\{service="blog",role="all"\} 0$/m);
});

test('a process that is told to stop ends the job that runs, and all is in order', async () => {
  let begun = false;
  let end!: () => void;
  const held = new Promise<void>((resolve) => (end = resolve));
  let signal: AbortSignal | undefined;
  const { logLines } = await start([
    moving(async (_around, _payload, its) => {
      begun = true;
      signal = its;
      await held;
    }),
  ]);
  await eventually(async () => {
    await order('a');
    return begun;
  }, Boolean);
  const stopping = app!.service.stop();
  await eventually(
    () => logLines.map((line) => line['msg']),
    (messages) => messages.includes('stopping'),
  );
  expect(signal!.aborted).toBe(false);
  end();
  expect(await stopping).toBe(true);
  expect(logLines.filter((line) => line['level'] === 'error')).toEqual([]);
  expect(logLines.map((line) => line['msg'])).toContain('a job was done');
});

test('the role web orders and does nothing itself; Redis that is away holds up neither a request nor the stop', async () => {
  const url = new URL(process.env['ROSE_TEST_REDIS_URL'] ?? '');
  const door = await tcpDoor({ host: url.hostname, port: Number(url.port) });
  url.port = String(door.port);
  const ran: unknown[] = [];
  await start([moving(async () => void ran.push(1))], { env: { ROLE: 'web', REDIS_URL: url.href } });
  expect((await order('a')).status).toBe(204);
  await door.shut();
  const began = performance.now();
  expect((await order('b')).status).toBe(204);
  expect(await app!.service.stop()).toBe(true);
  // Not the 2 s after which a command is given up, nor the 10 s that running jobs would get.
  expect(performance.now() - began).toBeLessThan(1_900);
  expect(ran).toEqual([]);
});

test('an app whose jobs are not its own does not start', async () => {
  const strange = crateJob(async () => undefined, { name: 'weigh-crate' });
  await expect(start([moving(async () => undefined), strange])).rejects.toThrow(
    'blog defines what is not its own: weigh-crate; its jobs must be those of contracts/jobs.ts.',
  );
  await expect(start([])).rejects.toThrow('blog does not define move-crate;');
});
