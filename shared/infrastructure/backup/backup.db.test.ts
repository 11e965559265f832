import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';
import { digestDatabase } from '../../testing/database-digest.js';
import { fillEveryTable } from '../../testing/fill-every-table.js';
import { testDatabase, type TestDatabase } from '../../testing/test-database.js';
import { makeBackup } from './make-backup.js';
import { restoreBackup, type RestoreOptions } from './restore-backup.js';

const secretKey = randomBytes(32).toString('hex');
const opened: TestDatabase[] = [];
let to: string;
let database: TestDatabase;
let client: pg.Client;

async function open(template?: string): Promise<TestDatabase> {
  const made = await testDatabase(template);
  opened.push(made);
  return made;
}

beforeEach(async () => {
  to = await mkdtemp(join(tmpdir(), 'rose-backup-'));
  database = await open();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});

afterEach(async () => {
  await client.end();
  for (const one of opened.splice(0)) await one.drop();
  await rm(to, { recursive: true });
});

const backUp = (url = database.url) =>
  makeBackup({ databaseUrl: url, secretKey, mediaDir: null, to, keep: null, say: () => undefined });

const restore = (folder: string, url: string, options: Partial<RestoreOptions> = {}) =>
  restoreBackup({
    ...{ folder, databaseUrl: url, secretKeys: [secretKey], mediaDir: null },
    ...{ allow: async () => undefined, check: async () => undefined, say: () => undefined, ...options },
  });

test('every table comes back as it was, in an empty database and in the place of others', async () => {
  await fillEveryTable(database.url, secretKey);
  const before = await digestDatabase(database.url);
  const empty = Object.keys(before).filter((name) => before[name]?.startsWith('0 rows'));
  expect(empty).toEqual([]);
  const { folder, manifest } = await backUp();
  expect(manifest.leftOut).toEqual([]);
  const [fresh, used] = [await open('template0'), await open()];
  await restore(folder, fresh.url);
  expect(await digestDatabase(fresh.url)).toEqual(before);
  await fillEveryTable(used.url, secretKey);
  await restore(folder, used.url);
  expect(await digestDatabase(used.url)).toEqual(before);
  expect(await digestDatabase(database.url)).toEqual(before);
});

test('nobody else on the machine may read a backup', async () => {
  const { folder } = await backUp();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const { mode } = await stat(join(entry.parentPath, entry.name));
    expect([entry.name, mode & 0o777]).toEqual([entry.name, entry.isFile() ? 0o600 : 0o700]);
  }
});
