import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { DataSource, EntityManager } from 'typeorm';
import type { JobOrder } from '../../contracts/jobs.js';
import type { MailOrder } from '../../contracts/mails.js';
import type { UnitOfWork } from '../../contracts/unit-of-work.js';
import { newId } from '../../lib/ids.js';
import { testDatabase, type TestDatabase } from '../../testing/test-database.js';
import { createUnits } from '../app/tool-box.js';
import { openDatabase } from '../db/data-source.js';

let database: TestDatabase;
let dataSource: DataSource;
let units: UnitOfWork<EntityManager>;
let orders: JobOrder[];

const noon = new Date('2026-11-25T12:00:00Z');

beforeEach(async () => {
  database = await testDatabase();
  dataSource = await openDatabase({ url: database.url, poolSize: 4, applicationName: 'test' });
  orders = [];
  units = createUnits({
    ...{ dataSource, newId, clock: () => noon },
    bell: { wake: async () => undefined, enqueue: async (wanted) => void orders.push(...wanted) },
  });
});

afterEach(async () => {
  await dataSource.destroy();
  await database.drop();
});

const check = (key: string, to = 'wren@rose-ash.test'): MailOrder => ({
  ...{ key, to, template: 'account/mail-check', data: { askedAt: noon.toISOString() } },
});

const mails = () => dataSource.query<Record<string, unknown>[]>(`select * from mails order by key`);

test('a mail is written with the unit and its sending is ordered', async () => {
  await units.run((open) => open.tools.mail(check('one')));
  const [mail, ...others] = await mails();
  expect(others).toEqual([]);
  expect(mail).toMatchObject({
    ...{ key: 'one', app: 'account', template: 'account/mail-check', recipient: 'wren@rose-ash.test' },
    ...{ data: { askedAt: noon.toISOString() }, state: 'queued', attempts: 0, created_at: noon, sent_at: null },
  });
  const id = mail!['id'] as string;
  expect(orders).toEqual([{ name: 'send-mail', app: 'account', id, payload: { mailId: id } }]);
});

test('nothing is written or ordered when the unit rolls back', async () => {
  const work = units.run(async (open) => {
    await open.tools.mail(check('one'));
    throw new Error('after all not');
  });
  await expect(work).rejects.toThrow('after all not');
  expect(await mails()).toEqual([]);
  expect(orders).toEqual([]);
});

test('a key is one mail: in one unit, later, and in many units at once that name keys in any order', async () => {
  await units.run(async (open) => {
    await open.tools.mail(check('a'));
    await open.tools.mail(check('a', 'moth@rose-ash.test'));
  });
  const keys = ['a', 'b', 'c', 'd'];
  const write = (turn: number) =>
    units.run(async (open) => {
      for (const key of turn % 2 === 0 ? keys : [...keys].reverse()) await open.tools.mail(check(key));
    });
  await Promise.all(Array.from({ length: 12 }, (_, turn) => write(turn)));
  const written = await mails();
  expect(written.map((mail) => mail['key'])).toEqual(keys);
  expect(written[0]).toMatchObject({ recipient: 'wren@rose-ash.test' });
  expect(orders.map((order) => order.id).sort()).toEqual(written.map((mail) => mail['id']).sort());
});

test.each([
  'wren',
  'wren@rose-ash.test, moth@rose-ash.test',
  'Wren <wren@rose-ash.test>',
  'wren@rose-ash.test\r\nBcc: moth@rose-ash.test',
  `${'w'.repeat(250)}@rose-ash.test`,
])('what is not one plain address is refused: %j', async (to) => {
  await expect(units.run((open) => open.tools.mail(check('one', to)))).rejects.toThrow('not one plain address');
  expect(await mails()).toEqual([]);
});
