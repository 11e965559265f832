import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type pg from 'pg';
import { migrations } from '../migrations/index.js';
import { backupDesk, type BackupDesk } from '../testing/backup-desk.js';
import { digestDatabase } from '../testing/database-digest.js';
import { eventually } from '../testing/eventually.js';
import { mediaFolderUnderTest, type MediaFolderUnderTest } from '../testing/pictures.js';
import type { TestDatabase } from '../testing/test-database.js';
import { runCommandLine } from './command-line.js';

const main = fileURLToPath(new URL('./main.js', import.meta.url));
let desk: BackupDesk;
let media: MediaFolderUnderTest;
let database: TestDatabase;

beforeEach(async () => {
  desk = await backupDesk();
  media = await mediaFolderUnderTest();
  database = await desk.open();
});

afterEach(async () => {
  await desk.clear();
  await media.remove();
});

const envOf = ({ url }: TestDatabase) => ({
  ...{ DATABASE_URL: url, SECRET_KEY: desk.secretKey, MEDIA_DIR: media.root },
  ...{ REDIS_URL: process.env['ROSE_TEST_REDIS_URL'] ?? '', REDIS_PREFIX: 'backup-test' },
});

async function rose(args: string[], env: Record<string, string | undefined> = {}, typed: string[] = []) {
  const said = { stdout: '', stderr: '' };
  const code = await runCommandLine(args, {
    env: { ...envOf(database), ...env },
    stdin: Readable.from(typed),
    stdout: { write: (words) => (said.stdout += words) },
    stderr: { write: (words) => (said.stderr += words) },
  });
  return { code, ...said };
}

async function backedUp(...flags: string[]): Promise<string> {
  const { code, stdout, stderr } = await rose(['backup', '--to', desk.to, '--json', ...flags]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return (JSON.parse(stdout) as { folder: string }).folder;
}

/** Backups are called by the second in which they began. */
const waitForNextSecond = () => pause(1_000 - (Date.now() % 1_000));

/** On a connection that is closed at once, since restoring looks for those of others. */
async function query(sql: string): Promise<unknown[]> {
  const client = await desk.connect(database.url);
  const { rows } = await client.query<object>(sql);
  await client.end();
  return rows;
}

const addTag = (slug: string) =>
  query(`insert into tags (id, slug, name, visibility, created_at, updated_at)
    values (gen_random_uuid(), '${slug}', '${slug}', 'public', now(), now())`);

const tags = () => query('select slug from tags order by slug');

test('a backup is made, listed, verified and restored, in words', async () => {
  await addTag('bread');
  const rows = migrations.length + 1;
  const made = await rose(['backup', '--to', desk.to]);
  expect(made).toMatchObject({ code: 0, stderr: '' });
  const folder = join(desk.to, (await readdir(desk.to)).find((name) => name.startsWith('rose-')) ?? '');
  expect(made.stdout.replace(/\d+\.\d (kB|s)|\d+ (?=tables)/g, 'N $1')).toBe(
    [
      `The backup is complete: ${folder}`,
      `${rows} rows of N tables in N kB, N s.`,
      'no media files of 0 bytes; no were new.',
      'SECRET_KEY is not in it: keep it elsewhere, or the keys in the backup never open.',
      '',
    ].join('\n'),
  );
  expect((await rose(['backup', 'list', desk.to])).stdout).toMatch(
    /^\/.*\/rose-\S+Z\n {2}20\d\d-\d\d-\d\d \d\d:\d\d UTC, \d+ rows in \d+\.\d kB, 0 bytes of pictures\n$/,
  );
  expect(await rose(['backup', 'verify', folder])).toMatchObject({
    ...{ code: 0, stderr: '', stdout: expect.stringMatching(/^Whole: \d+ rows of \d+ tables and no media files\.\n$/) },
  });
  await addTag('of-today');
  const restored = await rose(['restore', folder, '--replace', '--yes']);
  expect(restored).toMatchObject({ code: 0, stderr: '' });
  expect(restored.stdout).toMatch(/^Restored as of \S+Z: \d+ rows of \d+ tables, each compared\.\n/);
  expect(await tags()).toEqual([{ slug: 'bread' }]);
});

test('without a noun to do, a folder or the key it says what is missing', async () => {
  expect((await rose(['backup'])).stderr).toMatch(/^Required option '--to <folder>' not specified/);
  expect((await rose(['backup', '--to', desk.to, '--keep', '0'])).stderr).toBe(
    '--keep is a whole number from 1 on; 0 is none.\n',
  );
  expect((await rose(['backup', '--to', desk.to], { SECRET_KEY: undefined })).stderr).toMatch(/^SECRET_KEY/);
  expect((await rose(['backup', '--to', desk.to], { MEDIA_DIR: undefined })).stderr).toMatch(/^MEDIA_DIR is not set/);
  expect((await rose(['backup', 'list', join(desk.to, 'nowhere')])).stderr).toMatch(/^There is no folder .*nowhere;/);
  await writeFile(join(desk.to, 'file'), '');
  expect((await rose(['backup', '--to', join(desk.to, 'file', 'x')])).stderr).toMatch(/^Nothing can be written to /);
});

test('rows in the way are named, and only their loss that is meant happens', async () => {
  const folder = await backedUp();
  await addTag('of-today');
  const { pathname } = new URL(database.url);
  const name = pathname.slice(1);
  expect((await rose(['restore', folder])).stderr).toBe(
    `The database ${name} holds rows (tags), and restoring would take them away: back it up, then add --replace to mean it.\n`,
  );
  const hesitating = await rose(['restore', folder, '--replace'], {}, ['rose\n']);
  expect(hesitating.stderr).toContain(
    `Everything in the database ${name} will be taken away. Type its name to go ahead: `,
  );
  expect(hesitating.stderr).toContain('That is not its name, so nothing was changed; --yes does not ask.\n');
  expect((await rose(['restore', folder, '--replace'])).code).toBe(1);
  expect(await tags()).toEqual([{ slug: 'of-today' }]);
  expect(await rose(['restore', folder, '--replace'], {}, [`${name}\n`])).toMatchObject({ code: 0 });
  expect(await tags()).toEqual([]);
});

test('a database without rows is restored into unasked, while nobody is connected', async () => {
  await addTag('bread');
  const folder = await backedUp();
  const other = await desk.open('template0');
  const env = envOf(other);
  const client = await desk.connect(other.url);
  await client.query(`set application_name = 'rose blog web'`);
  expect((await rose(['restore', folder], env)).stderr).toMatch(
    /^1 other connection uses the database rose_test_\w+ \(rose blog web\): stop the services, or add --yes/,
  );
  await client.end();
  expect(await rose(['restore', folder], env)).toMatchObject({ code: 0, stderr: '' });
  expect(await digestDatabase(other.url)).toEqual(await digestDatabase(database.url));
});

test('what was made by hand is not in a backup, which is said before it is taken away', async () => {
  await query('create view shelf as select 1 as loaves');
  const made = await rose(['backup', '--to', desk.to, '--json']);
  expect(made.stderr).toBe('Not ours, and not in the backup: view shelf.\n');
  const { folder } = JSON.parse(made.stdout) as { folder: string };
  expect((await rose(['restore', folder])).stderr).toMatch(
    /there is what no backup of ours holds \(view shelf\), and restoring takes it away: keep it elsewhere,/,
  );
  expect(await query('select loaves from shelf')).toEqual([{ loaves: 1 }]);
  expect(await rose(['restore', folder, '--yes'])).toMatchObject({ code: 0, stderr: '' });
  expect(await query('select to_regclass($$shelf$$) as shelf')).toEqual([{ shelf: null }]);
});

test('what does not open with this SECRET_KEY is seen before it is too late', async () => {
  await query(`insert into oidc_keys (kid, public_key, sealed_key, published_at) values ('k', '{}', '1.AAAA', now())`);
  const folder = await backedUp();
  const before = await digestDatabase(database.url);
  expect((await rose(['restore', folder, '--replace', '--yes'])).stderr).toBe(
    'What SECRET_KEY sealed does not open with it: name the key of before in SECRET_KEY_PREVIOUS. If that is lost for good, add --key-lost to leave out what only it opens.\n',
  );
  expect(await digestDatabase(database.url)).toEqual(before);
});

test('a backup of before there were keys is restored all the same', async () => {
  await query('drop table oidc_consents; drop table oidc_clients; drop table oidc_keys');
  const folder = await backedUp();
  await query('drop schema public cascade');
  expect(await rose(['restore', folder])).toMatchObject({ code: 0, stderr: '' });
  expect(await query('select to_regclass($$oidc_keys$$) as keys, count(*)::int from migrations')).toEqual([
    { keys: null, count: migrations.length },
  ]);
});

test('a damaged one is told and ends with 1, a Redis that is away is told', async () => {
  const folder = await backedUp();
  const away = await rose(['restore', folder, '--yes'], { REDIS_URL: 'redis://127.0.0.1:9' });
  expect(away).toMatchObject({ code: 0 });
  expect(away.stderr).toMatch(/^Redis could not be told: empty it, or say rose cache clear once it answers\.\n$/);
  await truncate(join(folder, 'tables', 'migrations.copy.gz'), 10);
  const { code, stdout } = await rose(['backup', 'verify', folder, '--json']);
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ whole: false, problems: [expect.stringContaining('is cut short')] });
});

test('pictures that are missing are told, and there is a backup', async () => {
  const sha256 = 'ab'.repeat(32);
  await query(`insert into media (id, sha256, mime, bytes, width, height, alt, created_at)
    values (gen_random_uuid(), '${sha256}', 'image/png', 1, 1, 1, '', now())`);
  await mkdir(media.root, { recursive: true });
  const { code, stderr } = await rose(['backup', '--to', desk.to]);
  expect([code, stderr]).toEqual([0, `Missing in MEDIA_DIR (1): ab/${sha256}/original.\n`]);
});

const addMember = (handle: string) =>
  query(`insert into members (id, handle, email, name, joined_at)
    values (gen_random_uuid(), '${handle}', '${handle}@example.test', 'Ann', now())`);

const backups = async () => (await readdir(desk.to)).filter((name) => name.startsWith('rose-'));

test('a database that came up empty is not backed up in the place of a full one', async () => {
  await addMember('ann');
  await addMember('bob');
  const full = await backedUp();
  await query('delete from members');
  await waitForNextSecond();
  const refused = await rose(['backup', '--to', desk.to, '--keep', '1']);
  expect(refused).toEqual({
    ...{ code: 1, stdout: '' },
    stderr: `The backup before, ${full}, has 2 members, and this database has none, so nothing was kept and nothing removed: see whether DATABASE_URL names the right one, or add --emptied to mean it.\n`,
  });
  expect(await backups()).toEqual([basename(full)]);
  const meant = await rose(['backup', '--to', desk.to, '--keep', '1', '--emptied']);
  expect(meant).toMatchObject({ code: 0, stderr: '' });
  expect(await backups()).toHaveLength(2);
  await waitForNextSecond();
  await backedUp('--keep', '1');
  expect(await backups()).toHaveLength(1);
});

test('one who is left is a house, and a former backup that cannot be read stops nobody', async () => {
  await addMember('ann');
  await addMember('bob');
  const full = await backedUp();
  await query(`delete from members where handle = 'bob'`);
  await waitForNextSecond();
  const one = await backedUp();
  expect(one).not.toBe(full);
  await query('delete from members');
  await truncate(join(one, 'manifest.json'), 100);
  await waitForNextSecond();
  await backedUp('--no-media');
});

/** Work enough for whoever wants to be in the middle of it. */
const fillMuch = () =>
  query(`insert into dead_jobs (app, name, id, payload, attempts, error)
    select 'blog', 'much', n, '{}', 1, repeat(md5(n::text), 6) from generate_series(1, 150000) n`);

async function killedWhile(args: string[], isInTheMiddle: () => Promise<boolean>): Promise<void> {
  const { PATH } = process.env;
  const child = spawn(process.execPath, [main, ...args], { env: { PATH, ...envOf(database) }, stdio: 'ignore' });
  const ended = once(child, 'exit');
  await eventually(isInTheMiddle, (isSo) => isSo || child.exitCode !== null);
  child.kill('SIGKILL');
  expect(await ended).toEqual([null, 'SIGKILL']);
}

async function isCopying(client: pg.Client, direction: string): Promise<boolean> {
  const { rows } = await client.query(
    `select from pg_stat_activity where application_name like 'rose %' and query like 'copy public."dead_jobs"%${direction}%'
       and state = 'active'`,
  );
  return rows.length > 0;
}

test('a backup that is killed is none, the next one clears up after it', async () => {
  await fillMuch();
  const client = await desk.connect(database.url);
  await killedWhile(['backup', '--to', desk.to], () => isCopying(client, 'to stdout'));
  expect(await readdir(desk.to)).toEqual(['media', expect.stringMatching(/^rose-.*Z\.partial$/)]);
  expect(JSON.parse((await rose(['backup', 'list', desk.to, '--json'])).stdout)).toEqual({ backups: [] });
  await eventually(
    () => rose(['backup', '--to', desk.to, '--json']),
    ({ code }) => code === 0,
  );
  expect(await readdir(desk.to)).toEqual(['media', expect.stringMatching(/^rose-.*Z$/)]);
}, 60_000);

test('a restore that is killed leaves the database as it was, and can be said again', async () => {
  await fillMuch();
  const folder = await backedUp();
  await query('delete from dead_jobs where id::int > 9');
  await addTag('of-today');
  const before = await digestDatabase(database.url);
  const client = await desk.connect(database.url);
  await killedWhile(['restore', folder, '--replace', '--yes'], () => isCopying(client, 'from stdin'));
  await client.end();
  expect(await digestDatabase(database.url)).toEqual(before);
  expect(await rose(['restore', folder, '--replace', '--yes'])).toMatchObject({ code: 0 });
  expect(await tags()).toEqual([]);
}, 60_000);

test('two at once: the second is told to wait', async () => {
  const client = await desk.connect(database.url);
  await client.query('select pg_advisory_lock(7267302)');
  expect((await rose(['backup', '--to', desk.to])).stderr).toBe(
    'Another backup of this database is being written; wait until it is complete.\n',
  );
  await rm(desk.to, { recursive: true });
});
