import { afterEach, expect, test } from '@jest/globals';
import { Registry } from 'prom-client';
import {
  crateCatalogues,
  handlingUnderTest,
  noteCrate,
  type HandlingUnderTest,
} from '../../testing/handling-under-test.js';
import { createActivityMetrics } from './activity-metrics.js';
import { readBacklog } from './read-backlog.js';

let under: HandlingUnderTest | null = null;

afterEach(async () => {
  await under?.close();
  under = null;
});

const valuesOf = async (registry: Registry, name: string) =>
  (await registry.getSingleMetric(name)!.get()).values.map(({ labels, value }) => [labels['handler'], value]);

test('a scrape shows what waits, what is dead and how late it is', async () => {
  under = await handlingUnderTest(crateCatalogues('shelf', [noteCrate, 'crate-packed.weigh']));
  await under.pack({ crate: 'a', n: 1 }, { crate: 'a', n: 2 }, { crate: 'b', n: 3 });
  await under.dataSource.query(
    `update ap_activity_tasks set state = 'dead' where handler = $1 and activity_id =
    (select min(id) from ap_activities)`,
    [noteCrate],
  );
  await under.dataSource.query(`update ap_activity_tasks set next_at = now() - interval '90 s' where handler = $1`, [
    noteCrate,
  ]);
  await under.dataSource.query(`update ap_activity_tasks set next_at = now() + interval '1 h' where handler <> $1`, [
    noteCrate,
  ]);
  await under.dataSource.query(`insert into ap_activity_tasks (activity_id, app, handler, state)
    select id, 'blog', 'crate-packed.old', 'done' from ap_activities`);
  const { dataSource } = under;
  const registry = new Registry();
  createActivityMetrics(registry, [noteCrate, 'crate-packed.idle'], () => readBacklog(dataSource, 'blog'));
  const [waiting, dead, lag] = await Promise.all(
    ['waiting', 'dead', 'lag_seconds'].map((name) => valuesOf(registry, `activity_tasks_${name}`)),
  );
  expect(new Map(waiting as [string, number][])).toEqual(
    new Map([
      [noteCrate, 2],
      ['crate-packed.weigh', 3],
      ['crate-packed.idle', 0],
    ]),
  );
  expect(new Map(dead as [string, number][]).get(noteCrate)).toBe(1);
  const late = new Map(lag as [string, number][]);
  expect(late.get(noteCrate)).toBeGreaterThanOrEqual(90);
  expect(late.get('crate-packed.weigh')).toBe(0);
});

test('the database is asked once for all, and again only when the answer is old', async () => {
  let asked = 0;
  const registry = new Registry();
  const metrics = createActivityMetrics(registry, [], async () => {
    asked += 1;
    return [{ handler: noteCrate, waiting: 4, dead: 0, lagSeconds: 1 }];
  });
  metrics.handled(noteCrate, 'handled', 0.004);
  metrics.handled(noteCrate, 'failed', 0.004);
  await registry.metrics();
  const text = await registry.metrics();
  expect(asked).toBe(1);
  expect(text).toContain(`activity_tasks_waiting{handler="${noteCrate}"} 4`);
  expect(text).toContain(`activity_tasks_total{handler="${noteCrate}",outcome="failed"} 1`);
  expect(text).toContain(`activity_task_duration_seconds_count{handler="${noteCrate}"} 2`);
});

test.each([
  ['fails', () => Promise.reject(new Error('away'))],
  ['is silent', () => new Promise<never>(() => undefined)],
])('a scrape answers within about a second when the database %s, without what it does not know', async (_, read) => {
  const registry = new Registry();
  createActivityMetrics(registry, [noteCrate], read);
  const startedAt = performance.now();
  const text = await registry.metrics();
  expect(performance.now() - startedAt).toBeLessThan(3_000);
  expect(text).toContain('# TYPE activity_tasks_waiting gauge');
  expect(text).not.toContain(`activity_tasks_waiting{`);
});
