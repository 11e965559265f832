import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { DataSource, EntityManager } from 'typeorm';
import type { JobOrder } from '../../contracts/jobs.js';
import type { StoredFile } from '../../contracts/media.js';
import type { UnitOfWork } from '../../contracts/unit-of-work.js';
import { newId } from '../../lib/ids.js';
import { testDatabase, type TestDatabase } from '../../testing/test-database.js';
import { createUnits } from '../app/tool-box.js';
import { openDatabase } from '../db/data-source.js';

let database: TestDatabase;
let dataSource: DataSource;
let units: UnitOfWork<EntityManager>;
let orders: JobOrder[];

beforeEach(async () => {
  database = await testDatabase();
  dataSource = await openDatabase({ url: database.url, poolSize: 4, applicationName: 'test' });
  orders = [];
  units = createUnits({
    ...{ dataSource, newId, clock: () => new Date() },
    bell: { wake: async () => undefined, enqueue: async (wanted) => void orders.push(...wanted) },
  });
});

afterEach(async () => {
  await dataSource.destroy();
  await database.drop();
});

const loaf: StoredFile = { sha256: 'a1'.repeat(32), mime: 'image/jpeg', bytes: 70_000, width: 1600, height: 1200 };
const add = (alt: string) => units.run((open) => open.tools.media(loaf, { alt, ownerId: null }));

test('a stored file becomes one medium however often it is added, and its variants are ordered once', async () => {
  const added = await Promise.all([add('A loaf'), add('A loaf'), add('A loaf')]);
  const [{ id }] = added;
  expect(added).toEqual(
    Array(3).fill({ id, ...loaf, alt: 'A loaf', state: 'new', variants: [], placeholder: null, focus: null }),
  );
  expect(orders).toEqual([{ name: 'make-variants', app: 'blog', id, payload: { mediaId: id } }]);
  expect(await add('The same again')).toEqual(added[0]);
  expect(orders).toHaveLength(1);
});

test('nothing is known or ordered when the unit rolls back', async () => {
  const work = units.run(async (open) => {
    await open.tools.media(loaf, { alt: '', ownerId: null });
    throw new Error('after all not');
  });
  await expect(work).rejects.toThrow('after all not');
  expect(await dataSource.query(`select * from media`)).toEqual([]);
  expect(orders).toEqual([]);
});

test('what was made of it already is shown at once, and completes a medium that waits for it', async () => {
  const made = { variants: ['320.jpg'], placeholder: null, focus: { x: 25, y: 60 } };
  const addMade = (file: StoredFile) => units.run((open) => open.tools.media(file, { alt: '', ownerId: null, made }));
  const rye = { ...loaf, sha256: 'b2'.repeat(32) };
  expect(await addMade(rye)).toMatchObject({ state: 'ready', ...made });
  expect(orders).toEqual([]);
  await add('A loaf');
  expect(await addMade(loaf)).toMatchObject({ alt: 'A loaf', state: 'ready', ...made });
  expect(await add('The same again')).toMatchObject({ alt: 'A loaf', state: 'ready', ...made });
  expect(orders).toHaveLength(1);
});
