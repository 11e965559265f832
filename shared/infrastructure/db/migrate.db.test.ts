import { afterEach, expect, test } from '@jest/globals';
import { migrations } from '../../migrations/index.js';
import { testDatabase, type TestDatabase } from '../../testing/test-database.js';
import { openDatabase } from './data-source.js';
import { migrate, pendingMigrations } from './migrate.js';

let database: TestDatabase;

afterEach(() => database.drop());

const open = () => openDatabase({ url: database.url, poolSize: 1, applicationName: 'test' });

test('an empty database gets every migration once, and a second run finds nothing to do', async () => {
  database = await testDatabase('template0');
  expect((await migrate(database.url)).applied).toEqual(migrations.map((migration) => migration.name));
  expect((await migrate(database.url)).applied).toEqual([]);
});

test('six services that migrate at the same time apply each migration once', async () => {
  database = await testDatabase('template0');
  const runs = await Promise.all(Array.from({ length: 6 }, () => migrate(database.url)));
  expect(runs.flatMap((run) => run.applied)).toEqual(migrations.map((migration) => migration.name));
});

test('pending migrations are named until they are applied, and unknown newer ones do not matter', async () => {
  database = await testDatabase('template0');
  const dataSource = await open();
  try {
    expect(await pendingMigrations(dataSource)).toEqual(migrations.map((migration) => migration.name));
    await migrate(database.url);
    await dataSource.query(
      `insert into migrations (timestamp, name) values (9999999999999, 'FromTheFuture9999999999999')`,
    );
    expect(await pendingMigrations(dataSource)).toEqual([]);
    await dataSource.query(`delete from migrations where name like 'BlogContent%'`);
    expect(await pendingMigrations(dataSource)).toEqual([expect.stringMatching(/^BlogContent\d+$/)]);
  } finally {
    await dataSource.destroy();
  }
});

test('the migrated database is what the entities describe', async () => {
  database = await testDatabase();
  const dataSource = await open();
  try {
    const differences = await dataSource.driver.createSchemaBuilder().log();
    expect(differences.upQueries.map((query) => query.query)).toEqual([]);
  } finally {
    await dataSource.destroy();
  }
});
