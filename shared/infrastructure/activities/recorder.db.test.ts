import { afterEach, expect, test } from '@jest/globals';
import type { RecordActivity } from '../../contracts/activities.js';
import { crateCatalogues, handlingUnderTest, type HandlingUnderTest } from '../../testing/handling-under-test.js';

let under: HandlingUnderTest;

afterEach(() => under.close());

const asAny = (record: RecordActivity) => record as (type: string, payload: unknown) => void;

test('an activity and its tasks are written with the unit, or not at all', async () => {
  under = await handlingUnderTest(crateCatalogues('shelf'));
  const failing = under.units.run(async ({ tools }) => {
    asAny(tools.record)('crate.packed', { crate: 'a', n: 1 });
    throw new Error('after all not');
  });
  await expect(failing).rejects.toThrow('after all not');
  await under.pack({ crate: 'a', n: 2 }, { crate: 'b', n: 3 });
  const rows = await under.dataSource.query<object[]>(
    `select type, activity.app, subject, payload, visibility, ordering_key, state
     from ap_activities activity join ap_activity_tasks on activity_id = id order by id`,
  );
  const common = { type: 'crate.packed', app: 'market', visibility: 'private', state: 'new' };
  expect(rows).toEqual([
    { ...common, subject: 'crate:a', payload: { crate: 'a', n: 2 }, ordering_key: 'blog shelf crate:a' },
    { ...common, subject: 'crate:b', payload: { crate: 'b', n: 3 }, ordering_key: 'blog shelf crate:b' },
  ]);
});

test('units that name the same keys in any order do not wait for each other in a circle', async () => {
  under = await handlingUnderTest(crateCatalogues('shelf'));
  const keys = ['a', 'b', 'c', 'd'];
  const pack = (turn: number) => {
    const crates = keys.map((crate) => ({ crate, n: turn }));
    return under.pack(...(turn % 2 === 0 ? crates : crates.reverse()));
  };
  await Promise.all(Array.from({ length: 24 }, (_, turn) => pack(turn)));
  expect(await under.tasks()).toHaveLength(96);
});

test('what cannot be recorded is refused at once', async () => {
  under = await handlingUnderTest();
  const { tools } = await under.units.run(async (unit) => {
    const record = asAny(unit.tools.record);
    expect(() => record('crate.eaten', {})).toThrow('no type of activity called crate.eaten');
    expect(() => record('crate.packed', { crate: 'a' })).toThrow('expected number');
    return unit;
  });
  expect(() => asAny(tools.record)('crate.packed', { crate: 'a', n: 1 })).toThrow('a unit of work that is over');
  expect(await under.tasks()).toEqual([]);
});
