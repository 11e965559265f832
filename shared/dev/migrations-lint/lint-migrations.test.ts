import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { lintMigrations, toSentence } from './lint-migrations.js';
import { rules } from './rules/index.js';

interface Plan {
  name?: string;
  sql: string[];
  isTransacted?: boolean;
  down?: (runner: QueryRunner) => Promise<void>;
}

function plant({ name = 'Planted1', sql, isTransacted, down }: Plan): new () => MigrationInterface {
  class Planted {
    name = name;
    async up(runner: QueryRunner) {
      for (const one of sql) await runner.query(one);
    }
    down(runner: QueryRunner) {
      return down?.(runner) ?? Promise.reject(new Error('forward only'));
    }
  }
  Object.defineProperty(Planted, 'name', { value: name });
  if (isTransacted === false) Object.assign(Planted.prototype, { transaction: false });
  return Planted;
}

const brokenBy = async (...plans: Plan[]) => (await lintMigrations(plans.map(plant))).map(({ rule }) => rule);
const concurrently = 'create index concurrently loaves_name_idx on loaves (name)';

/** What breaks each rule, and nothing else; then the safe way, or the same on a table that is new. */
const planted: Record<string, { bad: string[]; good: Plan[] }> = {
  'new-column-not-null': {
    bad: ['alter table loaves add column crust text not null'],
    good: [
      { sql: [`alter table loaves add column crust text not null default 'thin', add column crumb text`] },
      { sql: ['create table loaves (id uuid)', 'alter table loaves add column crust text not null'] },
    ],
  },
  'new-column-rewrites': {
    bad: [
      'alter table loaves add column token uuid default gen_random_uuid()',
      'alter table loaves add column number bigserial',
      'alter table loaves add column number bigint generated always as identity',
      'alter table loaves add column twice int generated always as (weight * 2) stored',
    ],
    good: [
      { sql: ['alter table loaves add column baked_at timestamptz not null default now()'] },
      { sql: ['alter table loaves add token uuid', 'alter table loaves alter token set default gen_random_uuid()'] },
    ],
  },
  'new-column-constrained': {
    bad: [
      'alter table loaves add column weight int check (weight > 0)',
      'alter table loaves add column code text unique',
      `alter table loaves add column baker_id int default 7 references bakers`,
    ],
    good: [{ sql: ['alter table loaves add column baker_id uuid references bakers'] }],
  },
  'set-not-null': {
    bad: ['alter table loaves alter name set not null'],
    good: [
      { sql: ['alter table loaves add constraint has_name check (name is not null) not valid'] },
      { sql: ['alter table loaves validate constraint has_name'] },
      { sql: ['alter table loaves alter name set not null, drop constraint has_name'] },
    ],
  },
  'alter-type': {
    bad: ['alter table loaves alter weight type bigint'],
    good: [{ sql: ['create table loaves (weight int)', 'alter table loaves alter weight type bigint'] }],
  },
  'constraint-validates': {
    bad: [
      'alter table loaves add constraint heavy check (weight > 0)',
      'alter table loaves add foreign key (baker_id) references bakers',
    ],
    good: [
      { sql: ['alter table loaves add constraint heavy check (weight > 0) not valid'] },
      { sql: ['create table loaves (weight int)', 'alter table loaves add check (weight > 0)'] },
    ],
  },
  'constraint-builds-index': {
    bad: [
      'alter table loaves add constraint one_name unique (name)',
      'alter table loaves add primary key (id)',
      'alter table loaves add exclude using gist (kept with &&)',
    ],
    good: [{ sql: ['alter table loaves add constraint one_name unique using index loaves_name_idx'] }],
  },
  'validated-at-once': {
    bad: [
      'alter table loaves add constraint heavy check (weight > 0) not valid; alter table loaves validate constraint heavy',
    ],
    good: [
      { sql: ['alter table loaves add constraint heavy check (weight > 0) not valid'] },
      { sql: ['alter table loaves validate constraint heavy'] },
    ],
  },
  'index-blocks': {
    bad: ['create index on loaves (name)', 'drop index loaves_name_idx'],
    good: [
      { sql: ['create table loaves (name text)', 'create index on loaves (name)'] },
      { isTransacted: false, sql: ['drop index concurrently if exists loaves_name_idx', concurrently] },
    ],
  },
  'concurrently-in-transaction': {
    bad: [concurrently],
    good: [{ isTransacted: false, sql: ['drop index concurrently if exists loaves_name_idx', concurrently] }],
  },
  rename: {
    bad: [
      'alter table loaves rename to breads',
      'alter table loaves rename column name to title',
      'alter table loaves set schema backstage',
    ],
    good: [{ sql: ['alter table loaves rename constraint a to b', 'alter index a rename to b'] }],
  },
  drop: {
    bad: ['drop table loaves', 'alter table loaves drop column name', 'drop function bake()', 'drop type crumb'],
    good: [
      { name: 'ContractLoaves1', sql: ['drop table loaves', 'alter table rolls drop column name'] },
      { sql: ['create table half (a int)', 'drop table half', 'alter table loaves drop constraint heavy'] },
    ],
  },
  'every-row': {
    bad: ['update loaves set weight = 1', 'delete from loaves'],
    good: [{ sql: ['update loaves set weight = 1 where id = 2', 'create table a (b int)', 'update a set b = 1'] }],
  },
  lock: { bad: ['lock table loaves in share mode'], good: [] },
  truncate: { bad: ['truncate loaves'], good: [] },
  rewrite: {
    bad: ['alter table loaves set unlogged', 'vacuum full loaves', 'cluster loaves using a', 'reindex table loaves'],
    good: [{ sql: ['alter table loaves set (fillfactor = 80)'] }],
  },
  uuidv7: {
    bad: [
      'create table rolls (id uuid default uuidv7())',
      `create function make_id() returns uuid language sql as 'select uuidv7()'`,
    ],
    good: [],
  },
  'if-not-exists': {
    bad: [
      'create table if not exists rolls (id uuid)',
      'create table rolls (id uuid); create index if not exists a on rolls (id)',
      'alter table loaves add column if not exists crust text',
      'create sequence if not exists numbers',
    ],
    good: [{ sql: ['create extension if not exists citext'] }],
  },
  'setting-stays': {
    bad: [`set search_path = ''`, `select set_config('search_path', '', false)`, 'reset all'],
    good: [{ sql: [`set local search_path = ''`, `select set_config('search_path', '', true)`] }],
  },
  'own-transaction': { bad: ['commit'], good: [] },
  'hidden-sql': { bad: ['do $$ begin drop table loaves; end $$'], good: [] },
};

test.each(Object.entries(planted))('%s: planted ones are found, the safe way passes', async (rule, { bad, good }) => {
  for (const sql of bad) expect([sql, await brokenBy({ sql: [sql] })]).toEqual([sql, [rule]]);
  expect(await brokenBy(...good)).toEqual([]);
});

test('without a transaction only indexes are made, each dropped first', async () => {
  const untransacted = (sql: string[]) => brokenBy({ isTransacted: false, sql });
  expect(await untransacted([concurrently])).toEqual(['half-done-without-transaction']);
  expect(await untransacted(['create table a (b int)'])).toEqual(['half-done-without-transaction']);
  expect(await untransacted([`set local lock_timeout = 5`])).toEqual([
    'half-done-without-transaction',
    'setting-stays',
  ]);
});

test('every rule has its planted ones', () => {
  const names = [...Object.keys(planted), 'half-done-without-transaction'].sort();
  expect(rules.map(({ name }) => name).sort()).toEqual(names);
});

test('a table is new only in the migration that makes it', async () => {
  expect(await brokenBy({ sql: ['create table a (b int)'] }, { sql: ['update a set b = 1'] })).toEqual(['every-row']);
});

test('down() refuses, and up() is SQL that 16 can read', async () => {
  expect(await brokenBy({ sql: [], down: () => Promise.resolve() })).toEqual(['down']);
  expect(await brokenBy({ sql: [], down: (runner) => runner.query('drop table a') })).toEqual(['down']);
  expect(await brokenBy({ sql: ['create table a (b int'] })).toEqual(['unreadable']);
  expect(await brokenBy({ sql: ['create table a (b int generated always as (1) virtual)'] })).toEqual(['unreadable']);
  class Builder {
    async up(runner: QueryRunner) {
      await runner.dropTable('loaves');
    }
    down = () => Promise.reject(new Error('forward only'));
  }
  const [complaint] = await lintMigrations([Builder]);
  expect(complaint?.why).toBe('It uses queryRunner.dropTable; migrations are SQL in the open: queryRunner.query(...).');
});

test('a complaint says where, what, why and the safe way', async () => {
  const [complaint] = await lintMigrations([plant({ sql: [`delete\n  from "Brötchen" ; truncate a`] })]);
  expect(toSentence(complaint!)).toBe(
    `Planted1: every-row\n    delete from "Brötchen"\n    It locks every row until the commit, and leaves as many dead ones: change them in batches, by a job.`,
  );
});

test('the migrations that ship are safe', async () => {
  expect((await lintMigrations(migrations)).map(toSentence)).toEqual([]);
});

test('each migration is named after its file, and every file is listed', () => {
  const folder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'migrations');
  const files = readdirSync(folder).filter((name) => /^\d.*\.js$/.test(name));
  const expected = migrations.map(({ name }) => {
    const [, words = '', stamp = ''] = /^(.*?)(\d{13})$/.exec(name) ?? [];
    return `${stamp}${words.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.js`;
  });
  expect(expected).toEqual(files.sort());
});
