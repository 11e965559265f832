import { expect, test } from '@jest/globals';
import { judge } from './judge.js';
import { count, stack } from './parcels.js';
import { planShocks, planUnits, type PlannedUnit } from './plan.js';

const scale = { activities: 200, addresses: 5, producers: 3, kills: 2, flushes: 1, crashes: 1 };

interface Tables {
  logged: { id: string; n: number }[];
  effects: { handler: string; activity_id: string; n: number; address: number }[];
  tasks: { handler: string; state: string; n: number }[];
}

const planned: PlannedUnit[][] = [
  [
    { id: 1, isTakenBack: false, parcels: [{ n: 0, address: 1 }] },
    { id: 2, isTakenBack: true, parcels: [{ n: 1, address: 1 }] },
    { id: 3, isTakenBack: false, parcels: [{ n: 2, address: 1 }] },
    { id: 4, isTakenBack: false, parcels: [{ n: 11, address: 2 }] },
  ],
];

const effect = (handler: string, n: number, activity_id: string, address = 1) => ({ handler, n, activity_id, address });

/** Everything as it should be: parcel 11 can never be counted. */
const asPlanned = (): Tables => ({
  logged: [
    { id: '5', n: 0 },
    { id: '6', n: 2 },
    { id: '10', n: 11 },
  ],
  effects: [
    effect(stack, 0, '5'),
    effect(count, 2, '6'),
    effect(stack, 2, '6'),
    effect(count, 0, '5'),
    effect(stack, 11, '10', 2),
  ],
  tasks: [
    ...[0, 2].flatMap((n) => [stack, count].map((handler) => ({ handler, state: 'done', n }))),
    { handler: stack, state: 'done', n: 11 },
    { handler: count, state: 'dead', n: 11 },
  ],
});

async function judged(change: (tables: Tables) => void) {
  const tables = asPlanned();
  change(tables);
  const answers: unknown[][] = [tables.logged, tables.effects, tables.tasks];
  const rows = async <R>() => answers.shift() as R[];
  const verdict = await judge({ rows }, planned);
  return Object.fromEntries(Object.entries(verdict).filter(([, found]) => (found as string[]).length > 0));
}

test('what is as planned passes', async () => {
  expect(await judged(() => undefined)).toEqual({});
});

test('what is lost, doubled or left behind is found', async () => {
  expect(await judged(({ effects }) => effects.pop())).toEqual({ lost: [`${stack} of parcel 11`] });
  expect(await judged(({ logged }) => logged.pop())).toMatchObject({ lost: ['the record of parcel 11'] });
  expect(await judged(({ effects }) => effects.push(effects[1]!))).toEqual({
    doubled: [`${count} of parcel 2: 2 times`],
  });
  expect(await judged(({ effects }) => effects.push(effect(count, 11, '10', 2)))).toEqual({
    doubled: [`${count} of parcel 11: 1 times`],
  });
  expect(await judged(({ logged }) => logged.push({ id: '11', n: 1 }))).toEqual({ leftBehind: ['parcel 1'] });
});

test('effects, and ids, out of order are found', async () => {
  expect(await judged(({ effects }) => effects.splice(0, 3, effects[2]!, effects[1]!, effects[0]!))).toEqual({
    disordered: ['parcel 0 at address 1'],
  });
  expect(
    await judged(({ logged }) => {
      logged[0]!.id = '7';
    }),
  ).toEqual({ disordered: ['the record of parcel 2'] });
});

test('tasks that are dead, alive or unfinished and should not be are found', async () => {
  const change = (at: number, state: string) => (tables: Tables) => {
    tables.tasks[at]!.state = state;
  };
  expect(await judged(change(0, 'dead'))).toEqual({ deadWrongly: [`${stack} of parcel 0 is dead`] });
  expect(await judged(change(5, 'done'))).toEqual({ deadWrongly: [`${count} of parcel 11 is done`] });
  expect(await judged(change(0, 'new'))).toEqual({ unfinished: [`${stack} of parcel 0`] });
});

test('the same seed plans the same, another one another', () => {
  expect(planUnits(scale, 1)).toEqual(planUnits(scale, 1));
  expect(planUnits(scale, 1)).not.toEqual(planUnits(scale, 2));
  expect(planShocks(scale, 1).sort()).toEqual(['crash', 'flush', 'kill', 'kill']);
  const units = planUnits(scale, 1).flat();
  const kept = units.filter(({ isTakenBack }) => !isTakenBack).flatMap(({ parcels }) => parcels);
  expect(kept).toHaveLength(200);
  expect(new Set(units.flatMap(({ parcels }) => parcels.map(({ n }) => n))).size).toBeGreaterThan(200);
});
