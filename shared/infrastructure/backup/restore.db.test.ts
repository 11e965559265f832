import { cp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Client } from 'pg';
import { migrations } from '../../migrations/index.js';
import { backupDesk, type BackupDesk } from '../../testing/backup-desk.js';
import { digestDatabase } from '../../testing/database-digest.js';
import { eventually } from '../../testing/eventually.js';
import { fillEveryTable } from '../../testing/fill-every-table.js';
import { testDatabase, type TestDatabase } from '../../testing/test-database.js';
import { applyPending } from '../db/apply-migrations.js';
import { openDatabase } from '../db/data-source.js';
import { manifestName, type Manifest } from './manifest.js';
import { verifyBackup } from './verify-backup.js';

let desk: BackupDesk;
/** With everything in it, and its backup; each test has copies of both. */
let first: TestDatabase;
let firstFolder: string;
let database: TestDatabase;
let before: Record<string, string>;
let folder: string;

beforeAll(async () => {
  desk = await backupDesk();
  first = await desk.open();
  await fillEveryTable(first.url, desk.secretKey);
  firstFolder = (await desk.backUp(first.url)).folder;
}, 60_000);

afterAll(() => desk.clear());

beforeEach(async () => {
  database = await testDatabase(new URL(first.url).pathname.slice(1));
  folder = join(desk.to, 'copy');
  await cp(firstFolder, folder, { recursive: true });
  const client = await desk.connect(database.url);
  await client.query(`update posts set title = title || ' of today'`);
  before = await digestDatabase(database.url);
});

afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

async function refused(sentence: RegExp, options: Parameters<BackupDesk['restore']>[2] = {}): Promise<void> {
  await expect(desk.restore(folder, database.url, options)).rejects.toThrow(sentence);
  expect(await digestDatabase(database.url)).toEqual(before);
}

const problems = async () => (await verifyBackup(folder, () => undefined)).problems;

const posts = () => join(folder, 'tables', 'posts.copy.gz');

async function changeManifest(change: (manifest: Manifest) => void): Promise<void> {
  const path = join(folder, manifestName);
  const manifest = JSON.parse(await readFile(path, 'utf8')) as Manifest;
  change(manifest);
  await writeFile(path, JSON.stringify(manifest));
}

test('a whole one is found whole', async () => {
  expect(await problems()).toEqual([]);
});

test('a file in which a byte is wrong is named, and nothing is changed', async () => {
  const bytes = await readFile(posts());
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  await writeFile(posts(), bytes);
  expect(await problems()).toEqual(['The file tables/posts.copy.gz holds other bytes than were written.']);
  await refused(/^The file tables\/posts\.copy\.gz holds other bytes than were written\. Nothing was changed;/);
});

test('a file that is cut short or missing is named, and nothing is changed', async () => {
  await truncate(posts(), 100);
  await refused(/^The file tables\/posts\.copy\.gz is cut short: 100 of \d+ bytes are there\./);
  await rm(posts());
  await refused(/^The file tables\/posts\.copy\.gz is missing\./);
});

test('a number of rows that is not that of the file is told', async () => {
  await changeManifest(({ tables }) => {
    for (const table of tables) if (table.name === 'posts') table.rows += 1;
  });
  await refused(/^The table posts has \d+ rows and not \d+\./);
});

test('a manifest that is cut short, missing or of a later format is refused', async () => {
  const path = join(folder, manifestName);
  await changeManifest((manifest) => Object.assign(manifest, { format: 2 }));
  await refused(/was written by a newer version/);
  await truncate(path, 1000);
  await refused(/^The manifest\.json of .* is damaged; take another backup\.$/);
  await rm(path);
  await refused(/is no backup that was completed: it has no manifest\.json\.$/);
});

test('a backup of a later version is refused by the name of what it knows', async () => {
  await changeManifest(({ migrations: applied }) => applied.push('FromTheFuture9999999999999'));
  await refused(/knows the migration FromTheFuture9999999999999, which this version does not;/);
});

test('another SECRET_KEY is refused; the right one of before will do', async () => {
  const other = 'x'.repeat(64);
  await refused(/^The keys in this backup were sealed with another SECRET_KEY/, { secretKeys: [other] });
  await desk.restore(folder, database.url, { secretKeys: [other, desk.secretKey] });
  expect(await digestDatabase(database.url)).not.toEqual(before);
});

test('what is found wrong at the last look undoes everything', async () => {
  const wrong = async () => Promise.reject(new Error('looked wrong'));
  await refused(/^looked wrong$/, { check: wrong });
});

test('a connection that is lost at the last moment undoes everything', async () => {
  const admin = await desk.connect(database.url);
  const lose = `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'rose restore'`;
  const check = async (client: Client) => {
    await admin.query(lose);
    await client.query('select 1');
  };
  await refused(/^The connection to PostgreSQL was lost, and it takes back what was half done;/, { check });
});

/** A table that the restore has already, while it waits for one of ours. */
const heldByWaiting = `
  select relation::regclass::text as name from pg_locks join pg_class on pg_class.oid = relation and relkind = 'r'
  where granted and mode = 'AccessExclusiveLock' and pg_locks.pid in (
    select waiting.pid from pg_locks waiting join pg_stat_activity activity on activity.pid = waiting.pid
    where not waiting.granted and activity.application_name = 'rose restore' and activity.datname = current_database())
  limit 1`;

test('tables that others hold are told, and nothing is changed', async () => {
  const other = await desk.connect(database.url);
  await other.query('begin; select from posts');
  const restoring = desk.restore(folder, database.url);
  await expect(restoring).rejects.toThrow(/^Others use the tables and did not let go of them, so nothing was changed;/);
  await other.query('rollback');
  expect(await digestDatabase(database.url)).toEqual(before);
}, 30_000);

test('of two who wait for each other the restore gives way, and says so like that', async () => {
  const name = new URL(database.url).pathname.slice(1);
  const other = await desk.connect(database.url);
  await other.query(`alter database ${name} set deadlock_timeout = '3s'; set deadlock_timeout = '1h'`);
  await other.query('begin; select from posts');
  const restoring = expect(desk.restore(folder, database.url)).rejects.toThrow(
    /^Others use the tables and did not let go of them, so nothing was changed;/,
  );
  const [held] = await eventually(
    async () => (await other.query<{ name: string }>(heldByWaiting)).rows,
    (rows) => rows.length > 0,
  );
  const crossing = other.query(`select from ${held?.name ?? ''}`);
  await restoring;
  await crossing;
  await other.query('rollback');
  expect(await digestDatabase(database.url)).toEqual(before);
}, 30_000);

test('a backup of an older version is restored as it was, and then migrated', async () => {
  const old = await desk.open('template0');
  const dataSource = await openDatabase({ url: old.url, poolSize: 1, applicationName: 'test' });
  Object.assign(dataSource, { migrations: migrations.slice(0, -2).map((Migration) => new Migration()) });
  const runner = dataSource.createQueryRunner();
  await applyPending(dataSource, runner);
  await runner.query(`insert into members (id, handle, email, name, joined_at)
    values (gen_random_uuid(), 'ann', 'ann@example.test', 'Ann', now())`);
  await runner.release();
  await dataSource.destroy();
  const of = { now: () => new Date('2026-01-01T00:00:00Z'), emptied: true };
  const { folder: oldFolder } = await desk.backUp(old.url, of);
  const { migrated } = await desk.restore(oldFolder, database.url);
  expect(migrated).toEqual(migrations.slice(-2).map(({ name }) => name));
  const { rows } = await (await desk.connect(database.url)).query('select handle, handle_shape from members');
  expect(rows).toEqual([{ handle: 'ann', handle_shape: 'ann' }]);
});

test('whoever owns the database may restore it, without any rights beside', async () => {
  const other = await desk.open('template0');
  const name = new URL(other.url).pathname.slice(1);
  const admin = await desk.connect(database.url);
  await admin.query(`create role owner_${name} login password 'bread' nosuperuser`);
  try {
    await admin.query(`alter database ${name} owner to owner_${name}`);
    const url = Object.assign(new URL(other.url), { username: `owner_${name}`, password: 'bread' }).href;
    await desk.restore(folder, url);
    await desk.restore(folder, url);
    expect(await digestDatabase(url)).toEqual(await digestDatabase(first.url));
  } finally {
    await admin.query(`alter database ${name} owner to current_user`);
    const inside = await desk.connect(other.url);
    await inside.query(`drop owned by owner_${name} cascade; drop role owner_${name}`);
  }
});

test('a user who does not own the database is told so', async () => {
  const admin = await desk.connect(database.url);
  const role = `guest_${new URL(database.url).pathname.slice(1)}`;
  await admin.query(`create role ${role} login password 'bread'; grant pg_read_all_data to ${role}`);
  try {
    const url = Object.assign(new URL(database.url), { username: role, password: 'bread' }).href;
    await expect(desk.restore(folder, url)).rejects.toThrow(/^The user in DATABASE_URL may not do that \(/);
    expect(await digestDatabase(database.url)).toEqual(before);
  } finally {
    await admin.query(`drop role ${role}`);
  }
});
