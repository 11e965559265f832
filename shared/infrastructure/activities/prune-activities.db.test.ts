import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { crateCatalogues, handlingUnderTest, type HandlingUnderTest } from '../../testing/handling-under-test.js';
import { pruneActivities } from './prune-activities.js';

const now = new Date('2026-11-25T12:00:00Z');

let under: HandlingUnderTest;

beforeEach(async () => {
  under = await handlingUnderTest(crateCatalogues('shelf'));
});

afterEach(() => under.close());

/** Activities at moments, with their tasks in a state. */
async function past(state: string, ...moments: string[]) {
  for (const at of moments) {
    await under.dataSource.query(
      `with activity as (
         insert into ap_activities (type, app, subject, payload, v, visibility, at)
         values ('crate.packed', 'market', 'crate:a', '{}', 1, 'private', $1) returning id
       )
       insert into ap_activity_tasks (activity_id, app, handler, state) select id, 'blog', 'note', $2 from activity`,
      [at, state],
    );
  }
}

const left = async () =>
  (await under.dataSource.query<{ at: Date }[]>('select at from ap_activities order by at')).map(({ at }) =>
    at.toISOString().slice(0, 10),
  );

test('months that are old enough and done go, with their tasks; the others stay', async () => {
  await past('done', '2024-08-31T23:59:59Z', '2026-08-31T23:59:59Z', '2026-09-01T00:00:00Z', '2026-11-02T00:00:00Z');
  await past('dropped', '2025-01-05T00:00:00Z');
  expect(await pruneActivities(under.dataSource, { keepMonths: 2, now })).toEqual({ activities: 3, held: [] });
  expect(await left()).toEqual(['2026-09-01', '2026-11-02']);
  expect(await under.tasks()).toHaveLength(2);
  expect(await pruneActivities(under.dataSource, { keepMonths: 2, now })).toEqual({ activities: 0, held: [] });
});

test.each(['new', 'dead'])('one %s task holds its whole month, and no other', async (state) => {
  await past('done', '2025-03-01T00:00:00Z', '2025-04-01T00:00:00Z', '2025-05-01T00:00:00Z');
  await past(state, '2025-04-30T23:59:59Z');
  expect(await pruneActivities(under.dataSource, { keepMonths: 12, now })).toEqual({
    activities: 2,
    held: ['2025-04'],
  });
  expect(await left()).toEqual(['2025-04-01', '2025-04-30']);
});

test('what has an address stays', async () => {
  await past('done', '2025-03-01T00:00:00Z', '2025-03-02T00:00:00Z');
  await under.dataSource.query(`update ap_activities set iri = 'https://here.example/1' where at < '2025-03-02'`);
  expect(await pruneActivities(under.dataSource, { keepMonths: 1, now })).toEqual({ activities: 1, held: [] });
  expect(await left()).toEqual(['2025-03-01']);
});

test('many go in several statements', async () => {
  await under.dataSource.query(
    `insert into ap_activities (type, app, subject, payload, v, visibility, at)
     select 'crate.packed', 'market', 'crate:a', '{}', 1, 'private', '2025-03-02' from generate_series(1, 2500)`,
  );
  expect(await pruneActivities(under.dataSource, { keepMonths: 1, now })).toEqual({ activities: 2500, held: [] });
});
