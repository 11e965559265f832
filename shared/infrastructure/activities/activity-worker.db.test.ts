import { afterEach, expect, test } from '@jest/globals';
import { eventually } from '../../testing/eventually.js';
import {
  crateCatalogues,
  handlingUnderTest,
  noteCrate,
  type HandlingUnderTest,
} from '../../testing/handling-under-test.js';
import { Gate } from '../../testing/sample-app.js';
import { usualBackoff } from './backoff.js';
import { Claims } from './claim-task.js';
import { failTask } from './fail-task.js';

let under: HandlingUnderTest;

afterEach(() => under.close());

const crates = (many: number, crate = 'a') => Array.from({ length: many }, (_, n) => ({ crate, n }));
const statesOf = async () => (await under.tasks()).map((task) => task.state);
/**
 * A task is settled in the database a moment before its worker says so. Between a rollback and the note of its failure
 * another hand may try once more; that counts for nothing, here as there.
 */
const outcomesOf = async (many: number) => {
  const counting = await eventually(
    () => under.outcomes.filter((outcome) => outcome !== 'settled'),
    ({ length }) => length === many,
  );
  return counting.sort();
};
const allAre = (state: string) => (states: string[]) => states.every((one) => one === state);

test('two workers with four hands each handle every task exactly once', async () => {
  under = await handlingUnderTest();
  await under.pack(...crates(300));
  const workers = [1, 2].map(() => under.worker([under.noting()]));
  for (const worker of workers) worker.start();
  await eventually(statesOf, allAre('done'));
  expect((await under.notes()).map(({ n }) => n).sort((one, other) => one - other)).toEqual(
    crates(300).map(({ n }) => n),
  );
  expect(await outcomesOf(300)).toEqual(Array(300).fill('handled'));
});

test('one look is enough for all hands to find work', async () => {
  under = await handlingUnderTest();
  await under.pack(...crates(8));
  const gate = new Gate();
  let running = 0;
  const slow = under.noting(async () => {
    running += 1;
    await gate.opened;
  });
  under.worker([slow], { sweepMs: 3_600_000 }).start();
  await eventually(
    () => running,
    (count) => count === 4,
  );
  gate.open();
  expect(await outcomesOf(8)).toEqual(Array(8).fill('handled'));
  expect(under.logLines).toEqual([]);
});

test('in a lane the order of commits is kept within a key, one at a time, while other keys go on', async () => {
  under = await handlingUnderTest(crateCatalogues('shelf'));
  const running = new Map<string, number>();
  let together = 0;
  const handler = under.noting(async ({ subject }) => {
    running.set(subject, (running.get(subject) ?? 0) + 1);
    if (running.get(subject)! > 1) throw new Error('two of one key at once');
    together = Math.max(
      together,
      [...running.values()].reduce((sum, one) => sum + one),
    );
    await under.units.current().manager.query('select pg_sleep(0.002)');
    running.set(subject, running.get(subject)! - 1);
  });
  for (const worker of [1, 2].map(() => under.worker([handler]))) worker.start();
  await Promise.all(
    ['a', 'b', 'c', 'd', 'e'].map(async (crate) => {
      for (const { n } of crates(30)) await under.pack({ crate, n });
    }),
  );
  await eventually(statesOf, allAre('done'));
  const notes = await under.notes();
  for (const crate of ['a', 'b', 'c', 'd', 'e']) {
    expect(notes.filter((note) => note.crate === crate).map(({ n }) => n)).toEqual(crates(30).map(({ n }) => n));
  }
  expect(await outcomesOf(150)).toEqual(Array(150).fill('handled'));
  expect(together).toBeGreaterThan(1);
});

test('a later unit of the same key waits for one that has drawn its id and not yet committed', async () => {
  under = await handlingUnderTest(crateCatalogues('shelf'));
  under.worker([under.noting()]).start();
  // Held open between its insert and its commit, as a slow disk would.
  await under.dataSource.query(`
    create function hold() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock(1); return null; end $$`);
  await under.dataSource.query(`
    create trigger hold after insert on ap_activities for each row when (new.payload ->> 'n' = '0') execute function hold()`);
  const door = under.dataSource.createQueryRunner();
  await door.query('select pg_advisory_lock(1)');
  const waiting = async () =>
    (await under.dataSource.query<unknown[]>(`select from pg_locks where not granted`)).length;
  const first = under.pack({ crate: 'a', n: 0 });
  await eventually(waiting, (count) => count === 1);
  const later = under.pack({ crate: 'a', n: 1 });
  await eventually(waiting, (count) => count === 2);
  await under.pack({ crate: 'b', n: 2 });
  await eventually(under.notes, (notes) => notes.length === 1);
  expect(await under.notes()).toEqual([{ crate: 'b', n: 2 }]);
  await door.query('select pg_advisory_unlock(1)');
  await door.release();
  await Promise.all([first, later]);
  await eventually(under.notes, (notes) => notes.length === 3);
  expect((await under.notes()).slice(1)).toEqual(crates(2));
});

test('handlers of one activity in one lane follow each other', async () => {
  under = await handlingUnderTest(crateCatalogues('shelf', ['crate-packed.count', noteCrate]));
  let running = 0;
  const alone = async () => {
    running += 1;
    if (running > 1) throw new Error('not alone');
    await under.units.current().manager.query('select pg_sleep(0.01)');
    running -= 1;
  };
  await under.pack(...crates(5));
  under.worker([under.noting(alone), under.noting(alone, 'crate-packed.count')]).start();
  await eventually(statesOf, allAre('done'));
  expect(await outcomesOf(10)).toEqual(Array(10).fill('handled'));
});

test('what a handler wrote before it failed is not there; after six attempts its task is dead', async () => {
  under = await handlingUnderTest();
  await under.pack({ crate: 'a', n: 1 });
  under.worker([under.noting(() => Promise.reject(new Error('the shelf is full')))]).start();
  await eventually(statesOf, allAre('dead'));
  expect(await under.notes()).toEqual([]);
  expect(await under.tasks()).toMatchObject([{ attempts: 6, last_error: 'Error: the shelf is full' }]);
  expect(await outcomesOf(6)).toEqual(['dead', ...Array<string>(5).fill('failed')]);
  const lastWord = { level: 50, handler: noteCrate, attempts: 5 };
  expect(under.logLines).toContainEqual(expect.objectContaining(lastWord));
});

test('a task that failed is put off', async () => {
  under = await handlingUnderTest();
  await under.pack({ crate: 'a', n: 1 });
  const backoff = { pausesMs: [3_600_000], random: () => 1 };
  under.worker([under.noting(() => Promise.reject(new Error('no')))], { backoff }).start();
  const [task] = await eventually(under.tasks, ([one]) => one?.attempts === 1);
  const [{ now }] = await under.dataSource.query<[{ now: Date }]>('select now()');
  const minutes = (task!.next_at.getTime() - now.getTime()) / 60_000;
  expect(minutes).toBeGreaterThan(71);
  expect(minutes).toBeLessThan(73);
  expect(await under.tasks()).toMatchObject([{ state: 'new', attempts: 1 }]);
});

test('a handler that fails now and then does its work once in the end', async () => {
  under = await handlingUnderTest(crateCatalogues('shelf'));
  await under.pack(...crates(20));
  let turn = 0;
  const moody = async () => {
    turn += 1;
    if (turn % 3 === 0) throw new Error('not now');
  };
  under.worker([under.noting(moody)]).start();
  await eventually(statesOf, allAre('done'));
  expect(await under.notes()).toEqual(crates(20));
});

test('a dead task holds up its key and no other', async () => {
  under = await handlingUnderTest(crateCatalogues('shelf'));
  await under.pack({ crate: 'bad', n: 0 }, ...crates(100, 'bad'), { crate: 'good', n: 1 });
  under
    .worker([
      under.noting(async ({ subject }) => {
        if (subject === 'crate:bad') throw new Error('broken');
      }),
    ])
    .start();
  await eventually(statesOf, (states) => states[0] === 'dead' && states.at(-1) === 'done');
  await under.pack({ crate: 'good', n: 2 });
  await eventually(under.notes, (notes) => notes.length === 2);
  expect((await under.tasks()).map(({ state, attempts }) => `${state} ${String(attempts)}`)).toEqual([
    'dead 6',
    ...Array<string>(100).fill('new 0'),
    'done 0',
    'done 0',
  ]);
});

test('an image leaves alone what only a newer one can handle', async () => {
  under = await handlingUnderTest(crateCatalogues(undefined, [noteCrate, 'crate-packed.weigh']));
  await under.pack(...crates(3));
  under.worker([under.noting()]).start();
  await eventually(under.notes, (notes) => notes.length === 3);
  under.worker([under.noting()]).start();
  await under.pack({ crate: 'b', n: 9 });
  await eventually(under.notes, (notes) => notes.length === 4);
  const left = (await under.tasks()).filter(({ handler }) => handler === 'crate-packed.weigh');
  expect(left.map(({ state, attempts }) => [state, attempts])).toEqual(Array(4).fill(['new', 0]));
});

test('a payload of a newer shape is read as far as this image knows it', async () => {
  under = await handlingUnderTest();
  await under.pack({ crate: 'a', n: 1 });
  await under.dataSource.query(`update ap_activities set v = 2, payload = payload || '{"colour": "green"}'`);
  const seen: unknown[] = [];
  under.worker([under.noting(async ({ payload }) => void seen.push(payload))]).start();
  await eventually(statesOf, allAre('done'));
  expect(seen).toEqual([{ crate: 'a', n: 1 }]);
});

test('a payload that cannot be read is said without its words', async () => {
  under = await handlingUnderTest();
  await under.pack({ crate: 'a', n: 1 });
  await under.dataSource.query(`update ap_activities set payload = '{"crate": "a", "n": "Wren Tern"}'`);
  under.worker([under.noting()]).start();
  await eventually(statesOf, allAre('dead'));
  expect((await under.tasks())[0]!.last_error).toBe('Error: A payload of crate.packed, v 1, cannot be read: n.');
});

test('a connection lost in the middle is not counted as an attempt', async () => {
  under = await handlingUnderTest();
  await under.pack({ crate: 'a', n: 1 });
  let turn = 0;
  const cutOff = async () => {
    turn += 1;
    if (turn > 7) return;
    const { manager } = under.units.current();
    const [{ pid }] = await manager.query<[{ pid: number }]>('select pg_backend_pid() as pid');
    await under.dataSource.query('select pg_terminate_backend($1)', [pid]);
    await manager.query('select 1');
  };
  under.worker([under.noting(cutOff)]).start();
  await eventually(statesOf, allAre('done'));
  expect(await under.tasks()).toMatchObject([{ attempts: 0, last_error: null }]);
  expect(await under.notes()).toHaveLength(1);
  expect(await outcomesOf(8)).toEqual(['handled', ...Array<string>(7).fill('lost')]);
});

test('a failure only counts while the task is as it was claimed', async () => {
  under = await handlingUnderTest();
  await under.pack({ crate: 'a', n: 1 });
  const claims = new Claims('blog', [noteCrate]);
  const task = await under.units.run(async ({ manager }) => claims.claim(manager));
  const fail = () => failTask(under.dataSource, 'blog', task!, new Error('no'), usualBackoff);
  expect([await fail(), await statesOf()]).toEqual(['settled', ['done']]);
  await under.dataSource.query(`update ap_activity_tasks set state = 'new'`);
  expect([await fail(), await fail()]).toEqual(['failed', 'settled']);
  expect(await under.tasks()).toMatchObject([{ state: 'new', attempts: 1 }]);
});

test('stopping takes no more and finishes what runs', async () => {
  under = await handlingUnderTest();
  await under.pack(...crates(20));
  const gate = new Gate();
  const slow = under.noting(async () => {
    gate.arrive();
    await gate.opened;
  });
  const worker = under.worker([slow], { concurrency: 2 });
  worker.start();
  await gate.arrived;
  const stopped = worker.stop();
  gate.open();
  await stopped;
  const handled = (await under.notes()).length;
  expect(handled).toBeGreaterThanOrEqual(1);
  expect(handled).toBeLessThanOrEqual(2);
  expect((await statesOf()).filter((state) => state === 'done')).toHaveLength(handled);
});

test('before the migrations are applied it waits, says so once, and then goes on', async () => {
  under = await handlingUnderTest();
  await under.pack({ crate: 'a', n: 1 });
  const [{ name }] = await under.dataSource.query<[{ name: string }]>(
    'select name from migrations order by id desc limit 1',
  );
  await under.dataSource.query('update migrations set name = $1 where name = $2', ['Other1', name]);
  under.worker([under.noting()]).start();
  await eventually(
    () => under.logLines.length,
    (count) => count > 0,
  );
  await under.dataSource.query('select pg_sleep(0.1)');
  expect(under.logLines).toMatchObject([{ pending: [name], msg: 'activities cannot be handled now; we keep trying' }]);
  expect(await under.notes()).toEqual([]);
  await under.dataSource.query('update migrations set name = $2 where name = $1', ['Other1', name]);
  await eventually(under.notes, (notes) => notes.length === 1);
  const last = await eventually(
    () => under.logLines.at(-1),
    (line) => line?.['level'] === 30,
  );
  expect(last).toMatchObject({ msg: 'activities are handled again' });
});
