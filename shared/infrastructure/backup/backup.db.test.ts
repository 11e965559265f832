import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { backupDesk, type BackupDesk } from '../../testing/backup-desk.js';
import { digestDatabase } from '../../testing/database-digest.js';
import { eventually } from '../../testing/eventually.js';
import { awkward, fillEveryTable } from '../../testing/fill-every-table.js';
import { readManifest } from './manifest.js';
import { restoreDatabase } from './restore-database.js';

let desk: BackupDesk;

beforeEach(async () => {
  desk = await backupDesk();
});

afterEach(() => desk.clear());

test('every table comes back as it was, in an empty database and in the place of others', async () => {
  const database = await desk.open();
  await fillEveryTable(database.url, desk.secretKey);
  const before = await digestDatabase(database.url);
  expect(Object.keys(before).filter((name) => before[name]?.startsWith('0 rows'))).toEqual([]);
  const { folder, manifest } = await desk.backUp(database.url);
  expect(manifest.leftOut).toEqual([]);
  const [fresh, used] = [await desk.open('template0'), await desk.open()];
  await desk.restore(folder, fresh.url);
  expect(await digestDatabase(fresh.url)).toEqual(before);
  await fillEveryTable(used.url, desk.secretKey);
  await desk.restore(folder, used.url);
  expect(await digestDatabase(used.url)).toEqual(before);
  expect(await digestDatabase(database.url)).toEqual(before);
});

/** What our tables do not have today, or only some of them. */
const odd = `
  create extension citext;
  create table migrations (name text, "timestamp" bigint);
  create type "Odd Mood" as enum ('it''s', 'b');
  create type pair as (left_side integer, right_side text);
  create table "Odd / ""Name" (
    "id ""x""" bigint generated always as identity primary key,
    note text, mail citext, words tsvector generated always as (to_tsvector('simple', coalesce(note, ''))) stored,
    raw bytea, mood "Odd Mood", both_sides pair, ratio double precision, span interval, at timestamptz, kept tstzrange,
    list text[], price numeric, dropped text
  );
  alter table "Odd / ""Name" drop column dropped;
  create table hens (id int primary key, egg_id int);
  create table eggs (id int primary key, hen_id int not null references hens, twin_id int references eggs);
  alter table hens add foreign key (egg_id) references eggs;
  create table visits (at date not null, who text, primary key (at, who)) partition by range (at);
  create table visits_2026 partition of visits for values from ('2026-01-01') to ('2027-01-01');
  create table visits_later partition of visits default;
  create unlogged table scratch (note text);
  create table only_made (twice int generated always as (2) stored);
  create table nothing ();
  create sequence tickets increment by 5 start with 50;
  create function no_more() returns trigger language plpgsql as $$ begin raise exception 'no more'; end $$;
  insert into hens values (1, null), (2, null);
  insert into eggs values (2, 1, 3), (3, 2, 2), (1, 1, 2);
  update hens set egg_id = 3;
  insert into visits values ('2026-05-01', 'a'), ('2031-01-01', 'b');
  insert into scratch values ('kept');
  insert into only_made default values; insert into only_made default values;
  insert into nothing default values;
  select nextval('tickets'), nextval('tickets');
  create trigger scratch_stays before insert on scratch for each row execute function no_more();`;

test('generated columns, bytes, odd names, rows that point at each other, partitions and large rows come back', async () => {
  const database = await desk.open('template0');
  const client = await desk.connect(database.url);
  await client.query(odd);
  const values = [awkward, 'A@b', Buffer.from([0, 1, 255, 10, 92]), "it's", '(1,"a,b")', 0.1 + 0.2, '1 mon -3 days'];
  const insert = `insert into "Odd / ""Name" (note, mail, raw, mood, both_sides, ratio, span, at, kept, list, price)
    values ($1, $2, $3, $4, $5, $6, $7, '2026-11-27 12:00:00.123456+02', '[2026-01-01,)', $8, 'NaN')`;
  await client.query(insert, [...values, [awkward, '', 'NULL', '{}']]);
  await client.query(`insert into "Odd / ""Name" default values`);
  await client.query(`insert into "Odd / ""Name" (raw, note) values ($1, '')`, [Buffer.alloc(30_000_000, 'ab')]);
  const before = await digestDatabase(database.url);
  const { folder, manifest } = await desk.backUp(database.url);
  expect(Object.fromEntries(manifest.tables.map(({ name, rows }) => [name, rows]))).toMatchObject({
    ...{ 'Odd / "Name': 3, only_made: 2, nothing: 1, eggs: 3, visits_2026: 1, visits_later: 1 },
  });
  const other = await desk.open('template0');
  await restoreDatabase(await desk.connect(other.url), {
    ...{ folder, manifest: await readManifest(folder), say: () => undefined, check: async () => undefined },
  });
  expect(await digestDatabase(other.url)).toEqual(before);
});

test('what is written meanwhile is wholly in it or not at all', async () => {
  const database = await desk.open();
  await fillEveryTable(database.url, desk.secretKey);
  const client = await desk.connect(database.url);
  let written = 0;
  let isOver = false;
  // Of the first table that is copied and of nearly the last: one statement each, so that they could be torn apart.
  const write = async () => {
    for (; !isOver; written += 1) {
      await client.query('begin');
      await client.query(`insert into dead_jobs (app, name, id, payload, attempts, error)
        values ('blog', 'torn', 'n${String(written)}', '{}', 1, '')`);
      await client.query(`insert into search_words values ('torn${String(written)}')`);
      await client.query('commit');
    }
  };
  const writing = write();
  const atEachTable: number[] = [];
  const { folder } = await desk.backUp(database.url, { say: () => atEachTable.push(written) });
  isOver = true;
  await writing;
  const other = await desk.open('template0');
  await desk.restore(folder, other.url);
  const { rows } = await (
    await desk.connect(other.url)
  ).query<{ one: number; other: number }>(
    `select (select count(*)::int from dead_jobs where name = 'torn') as one,
            (select count(*)::int from search_words where word like 'torn%') as other`,
  );
  expect(rows[0]?.one).toBe(rows[0]?.other);
  expect(rows[0]?.one).toBeLessThanOrEqual(atEachTable[0] ?? 0);
  expect(atEachTable.at(-1)).toBeGreaterThan(atEachTable[0] ?? 0);
});

test('nobody else on the machine may read a backup', async () => {
  const { folder } = await desk.backUp((await desk.open()).url);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const { mode } = await stat(join(entry.parentPath, entry.name));
    expect([entry.name, mode & 0o777]).toEqual([entry.name, entry.isFile() ? 0o600 : 0o700]);
  }
});

test('a table that is being altered is waited for, and a migration waits for us', async () => {
  const database = await desk.open();
  const client = await desk.connect(database.url);
  await client.query('begin; alter table tags add column colour text');
  let isDone = false;
  const backingUp = desk.backUp(database.url).finally(() => (isDone = true));
  const waiting =
    'select from pg_locks join pg_database d on d.oid = database where not granted and datname = current_database()';
  await eventually(
    async () => (await client.query(waiting)).rowCount ?? 0,
    (count) => count > 0,
  );
  expect(isDone).toBe(false);
  await client.query('commit');
  await expect(backingUp).rejects.toThrow(/^Tables are being altered just now; wait until/);
  expect(await readdir(desk.to)).toEqual(['media']);
  const { manifest } = await desk.backUp(database.url);
  expect(manifest.tables.find(({ name }) => name === 'tags')?.columns).toContain('colour');
});
