import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { DataSource, EntityManager } from 'typeorm';
import type { UnitOfWork } from '../../contracts/unit-of-work.js';
import { newId } from '../../lib/ids.js';
import { testDatabase, type TestDatabase } from '../../testing/test-database.js';
import { createUnits } from '../app/tool-box.js';
import { openDatabase } from './data-source.js';

let database: TestDatabase;
let dataSource: DataSource;
let units: UnitOfWork<EntityManager>;

beforeAll(async () => {
  database = await testDatabase();
  dataSource = await openDatabase({ url: database.url, poolSize: 2, applicationName: 'test' });
  units = createUnits({ dataSource, clock: () => new Date(), newId });
  await dataSource.query('create table crates (name text primary key)');
});

beforeEach(() => dataSource.query('truncate crates'));

afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

const put = (manager: EntityManager, name: string) => manager.query('insert into crates values ($1)', [name]);
const crates = async () =>
  (await dataSource.query<{ name: string }[]>('select name from crates order by 1')).map((row) => row.name);
const one = { name: 'one', text: 'select 1 as one' };
const gate = () => {
  let open!: () => void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
};

test('a unit commits as one, or leaves nothing', async () => {
  await units.run(async ({ manager }) => {
    await put(manager, 'apples');
    await put(manager, 'pears');
  });
  const failing = units.run(async ({ manager }) => {
    await put(manager, 'plums');
    throw new Error('changed our mind');
  });
  await expect(failing).rejects.toThrow('changed our mind');
  expect(await crates()).toEqual(['apples', 'pears']);
});

test('a unit inside a unit is refused at once, and does not wait for a connection', async () => {
  const nested = units.run(async ({ manager }) => {
    await put(manager, 'outer');
    await units.run(({ manager: inner }) => put(inner, 'inner'));
  });
  await expect(nested).rejects.toThrow('use the unit that was handed to you');
  expect(await crates()).toEqual([]);
});

test('a unit knows itself for as long as it is open, whichever begin, end and fail beside it', async () => {
  const [first, second] = [gate(), gate()];
  const outerUse = () =>
    Promise.all([
      expect(units.run(() => Promise.resolve())).rejects.toThrow('use the unit that was handed to you'),
      expect(units.read(one, [])).rejects.toThrow('use the unit that was handed to you'),
    ]);
  const staying = async (end: Promise<void>) =>
    units.run(async (unit) => {
      await end;
      expect(units.current()).toBe(unit);
      await outerUse();
      await unit.inTurn(outerUse);
    });
  const early = staying(first.opened);
  await units.run(() => Promise.resolve());
  await expect(units.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  const late = staying(second.opened);
  first.open();
  await early;
  second.open();
  await late;
  expect(() => units.current()).toThrow('no open unit');
  expect(await units.read(one, [])).toEqual([{ one: 1 }]);
});

test('what a unit left running, and one that opens next, do not take each other for themselves', async () => {
  const [later, end] = [gate(), gate()];
  const { left } = await units.run(async () => ({
    left: later.opened.then(() => units.run(({ manager }) => put(manager, 'left'))),
  }));
  const next = units.run(async (unit) => {
    await end.opened;
    expect(units.current()).toBe(unit);
    await expect(units.run(() => Promise.resolve())).rejects.toThrow('use the unit that was handed to you');
  });
  later.open();
  await left;
  end.open();
  await next;
  expect(await crates()).toEqual(['left']);
});

test('units in parallel inside a unit are refused, and the pool stays sound', async () => {
  const nested = units.run(() =>
    Promise.all([1, 2, 3].map((n) => units.run(({ manager }) => put(manager, String(n))))),
  );
  await expect(nested).rejects.toThrow('use the unit that was handed to you');
  const after = await Promise.all([1, 2, 3, 4].map(() => dataSource.query<unknown[]>('select 1 as one')));
  expect(after).toEqual(Array(4).fill([{ one: 1 }]));
});

test('more units than connections take their turn in the pool', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, n) => units.run(({ manager }) => put(manager, String(n)))));
  expect(await crates()).toHaveLength(20);
});

test('a unit whose failed statement was swallowed is not taken for committed', async () => {
  const swallowing = units.run(async ({ manager }) => {
    await put(manager, 'figs');
    await put(manager, 'figs').catch(() => undefined);
    return 'all is well';
  });
  await expect(swallowing).rejects.toThrow('its error was swallowed');
  expect(await crates()).toEqual([]);
});

test('calls that were begun together run one after another', async () => {
  const log: string[] = [];
  const call = (name: string, pause: Promise<void>) => async () => {
    log.push(`${name} begins`);
    await pause;
    log.push(`${name} ends`);
  };
  const first = gate();
  await units.run(async ({ inTurn }) => {
    const both = Promise.all([inTurn(call('one', first.opened)), inTurn(call('two', Promise.resolve()))]);
    first.open();
    await both;
  });
  expect(log).toEqual(['one begins', 'one ends', 'two begins', 'two ends']);
});

test('a call may call others, which take turns among themselves', async () => {
  const log: string[] = [];
  await units.run(async ({ inTurn }) => {
    const inner = (name: string) => inTurn(async () => void log.push(name));
    await Promise.all([inTurn(() => Promise.all([inner('a'), inner('b')])), inTurn(async () => void log.push('c'))]);
  });
  expect(log).toEqual(['a', 'b', 'c']);
});

test('a call that nobody waited for still belongs to the unit', async () => {
  await units.run(async ({ manager, inTurn }) => {
    void inTurn(async () => {
      await manager.query('select pg_sleep(0.02)');
      void inTurn(() => put(manager, 'late'));
    });
  });
  expect(await crates()).toEqual(['late']);
});

test('after one call failed, those behind it do not run on what is rolled back', async () => {
  const ran: string[] = [];
  const failing = units.run(async ({ inTurn }) => {
    const first = inTurn(() => Promise.reject(new Error('no')));
    void inTurn(async () => void ran.push('second')).catch(() => undefined);
    await first;
  });
  await expect(failing).rejects.toThrow('no');
  expect(ran).toEqual(['second']);
});

test('a unit that is over cannot be used, and what it left behind may open units', async () => {
  const kept = await units.run(async (unit) => ({
    unit,
    later: () => units.run(({ manager }) => put(manager, 'later')),
  }));
  await expect(kept.unit.inTurn(async () => 'too late')).rejects.toThrow('This unit of work is over');
  const end = gate();
  const left = units.run(async () => ({ promise: end.opened.then(() => kept.later()) }));
  const { promise } = await left;
  end.open();
  await promise;
  expect(await crates()).toEqual(['later']);
});

test('the unit that is open is found from within, and only from there', async () => {
  expect(() => units.current()).toThrow('no open unit');
  await units.run(async (unit) => {
    expect(units.current()).toBe(unit);
    await unit.inTurn(async () => expect(units.current()).toBe(unit));
  });
});

test('a connection lost in the middle fails the unit and nobody after it', async () => {
  const lost = units.run(async ({ manager }) => {
    const [{ pid }] = await manager.query<[{ pid: number }]>('select pg_backend_pid() as pid');
    await dataSource.query('select pg_terminate_backend($1)', [pid]);
    await put(manager, 'lost');
  });
  await expect(lost).rejects.toThrow();
  expect(await crates()).toEqual([]);
});
