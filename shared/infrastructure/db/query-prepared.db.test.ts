import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { testDatabase, type TestDatabase } from '../../testing/test-database.js';
import { toAppError } from '../http/to-app-error.js';
import { createDataSource, openDatabase } from './data-source.js';
import { isLostConnection } from './is-lost-connection.js';
import { queryPrepared, askPrepared } from './query-prepared.js';

let database: TestDatabase;
let dataSource: DataSource;

beforeEach(async () => {
  database = await testDatabase();
  dataSource = await openDatabase({ url: database.url, poolSize: 1, applicationName: 'test' });
});

afterEach(async () => {
  await dataSource.destroy();
  await database.drop();
});

const double = (n: number) =>
  dataSource.transaction((manager) =>
    queryPrepared<{ twice: number }>(manager, { name: 'double', text: 'select $1::int * 2 as twice' }, [n]),
  );
const one = { name: 'one', text: 'select 1 as one' };
const prepared = () => dataSource.query<{ name: string }[]>('select name from pg_prepared_statements');

test('a statement is planned once for a connection', async () => {
  expect([await double(2), await double(3)]).toEqual([[{ twice: 4 }], [{ twice: 6 }]]);
  expect(await prepared()).toEqual([{ name: 'double' }]);
});

test('behind a pooler that forgets, one call fails and the next are not prepared', async () => {
  await double(1);
  await dataSource.query('deallocate all');
  await expect(double(2)).rejects.toMatchObject({ name: 'QueryFailedError', code: '26000' });
  expect(await double(3)).toEqual([{ twice: 6 }]);
  expect(await prepared()).toEqual([]);
});

test('it fails as other statements do', async () => {
  const broken = dataSource.transaction((manager) =>
    queryPrepared(manager, { name: 'broken', text: 'select $1::int / 0' }, [1]),
  );
  await expect(broken).rejects.toMatchObject({ name: 'QueryFailedError', code: '22012' });
  const cut = dataSource.transaction(async (manager) => {
    await manager.query('select pg_terminate_backend(pg_backend_pid())').catch(() => undefined);
    await queryPrepared(manager, one, []);
  });
  expect(await cut.catch(isLostConnection)).toBe(true);
  await expect(queryPrepared(dataSource.manager, one, [])).rejects.toThrow('outside of a transaction');
});

test('a read needs no transaction, and before there is a database it is away', async () => {
  expect(await askPrepared(dataSource, one, [])).toEqual([{ one: 1 }]);
  const early = createDataSource({ url: database.url, poolSize: 1, applicationName: 'test' });
  const failed = await askPrepared(early, one, []).catch((error: unknown) => toAppError(error));
  expect(failed).toMatchObject({ status: 503 });
});
