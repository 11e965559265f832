import { afterEach, expect, test } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import type { UnitOfWork } from '../../contracts/unit-of-work.js';
import { ask, startAppUnderTest, type AppUnderTest, type AppUnderTestOptions } from '../../testing/app-under-test.js';
import { eventually } from '../../testing/eventually.js';
import { crateCatalogues, noteCrate } from '../../testing/handling-under-test.js';
import { wireAll } from '../../testing/registry-under-test.js';
import { sampleApp } from '../../testing/sample-app.js';
import type { AnyHandler } from '../activities/define-handler.js';
import { defineApp, type AnyApp } from './define-app.js';
import type { Wire } from './wire.js';

let app: AppUnderTest;

afterEach(() => app.stop());

/** The sample app, which packs crates on demand and renames the blog's newest post when one was packed. */
function start(handlers: (units: () => UnitOfWork<EntityManager>) => AnyHandler[], options: AppUnderTestOptions = {}) {
  let units: UnitOfWork<EntityManager> | undefined;
  const wire: Wire = (deps) => {
    units = deps.unitOfWork;
    return wireAll(deps);
  };
  const opened = () => units!;
  const sample = sampleApp();
  const withCrates: AnyApp = defineApp({
    ...sample,
    routes: [
      ...sample.routes,
      (router) => {
        router.post('/crates/:crate', async (ctx) => {
          await opened().run(async ({ tools }) =>
            (tools.record as (type: string, payload: unknown) => void)('crate.packed', {
              crate: ctx.params['crate'],
              n: 1,
            }),
          );
          ctx.status = 204;
        });
      },
    ],
    handlers: handlers(opened),
  });
  return startAppUnderTest(withCrates, wire, { catalogues: crateCatalogues('shelf'), ...options });
}

const tag = (units: () => UnitOfWork<EntityManager>): AnyHandler => ({
  ...{ activity: 'crate.packed', name: noteCrate },
  handle: async (unit, { subject }) => {
    expect((await unit.blog.listPosts(null, { page: 1, perPage: 1 })).total).toBe(0);
    await units().current().manager.query('insert into notes values ($1)', [subject]);
  },
});

const query = async <R>(sql: string) => {
  const { Client } = (await import('pg')).default;
  const client = new Client({ connectionString: app.databaseUrl });
  await client.connect();
  try {
    return (await client.query(sql)).rows as R[];
  } finally {
    await client.end();
  }
};
const notes = () => query<{ subject: string }>('select subject from notes');
const pack = () => app.ask('/crates/a', { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } });

test('a request says what happened, and the app does something about it, once', async () => {
  app = await start((units) => [tag(units)]);
  await eventually(
    async () => (await app.ask('/readyz')).status,
    (status) => status === 200,
  );
  await query('create table notes (subject text)');
  expect((await pack()).status).toBe(204);
  expect(await eventually(notes, ({ length }) => length > 0)).toEqual([{ subject: 'crate:a' }]);
  const metrics = async () => (await ask(`${app.internalUrl}/metrics`)).text;
  expect(await metrics()).toMatch(
    /activity_tasks_total\{handler="crate-packed.note",outcome="handled",service="blog",role="all"\} 1/,
  );
});

test('the role web leaves it to the workers', async () => {
  app = await start((units) => [tag(units)], { env: { ROLE: 'web' } });
  await eventually(
    async () => (await app.ask('/readyz')).status,
    (status) => status === 200,
  );
  await pack();
  expect(await query('select state from ap_activity_tasks')).toEqual([{ state: 'new' }]);
  expect((await ask(`${app.internalUrl}/metrics`)).text).not.toContain('activity_tasks');
});

test('an app whose handlers are not its subscriptions does not start', async () => {
  await expect(start(() => [])).rejects.toThrow(
    'blog has no handler for crate.packed (crate-packed.note); its handlers must be those of subscriptions',
  );
  app = await start((units) => [tag(units)], { env: { ROLE: 'worker' } });
  expect(app.service.publicPort).toBe(0);
});
