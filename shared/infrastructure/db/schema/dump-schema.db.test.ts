import { afterEach, expect, test } from '@jest/globals';
import { testDatabase, type TestDatabase } from '../../../testing/test-database.js';
import { runStatement } from '../../../dev/database/probe-database.js';
import { dumpSchema } from './dump-schema.js';

const opened: TestDatabase[] = [];

afterEach(async () => {
  for (const database of opened.splice(0)) await database.drop();
});

async function database(...sql: string[]): Promise<string> {
  const made = await testDatabase('template0');
  opened.push(made);
  for (const one of sql) await runStatement(made.url, one);
  return made.url;
}

/** One of everything the dump can say. */
const everything = `
  create extension citext;
  create extension pg_trgm;
  create type "Odd Name" as enum ('it''s', 'B', 'a');
  create domain short_text as text default 'x' not null constraint short_text_check check (length(value) < 9);
  create type pair as (left_side integer, right_side text);
  create function double_it(n integer) returns integer language sql immutable as 'select n * 2';
  create function touch() returns trigger language plpgsql as $$ begin new.at := now(); return new; end $$;
  create sequence tickets_seq as smallint increment by 2 minvalue 3 maxvalue 99 start with 5 cache 4 cycle;
  create table zoos (
    id bigint generated always as identity (sequence name zoo_numbers start with 100) primary key,
    serial_id serial,
    name varchar(40) collate "C" not null default 'O''Zoo',
    mail citext unique nulls not distinct,
    doubled integer generated always as (double_it(serial_id)) stored,
    mood "Odd Name" default 'B',
    price numeric(10, 2),
    kept tstzrange,
    labels text[] not null default '{}',
    at timestamptz not null default now(),
    named short_text,
    both_sides pair,
    constraint "Mood or price" check (mood is not null or price > 0),
    exclude using gist (kept with &&)
  ) with (fillfactor = 80);
  create table animals (
    id uuid primary key,
    zoo_id bigint not null references zoos on delete set null deferrable initially deferred,
    parent_id uuid references animals
  );
  alter table animals add constraint animals_late_check check (zoo_id > 0) not valid;
  create unlogged table scratch (note text);
  create table visits (at date not null, who text, primary key (at, who)) partition by range (at);
  create table visits_2026 partition of visits for values from ('2026-01-01') to ('2027-01-01');
  create table visits_later partition of visits (constraint later_check check (who <> '')) default;
  create index visits_who_idx on visits (who);
  create unique index zoos_lower_idx on zoos (lower(name) desc nulls last, double_it(serial_id)) include (price) where price is not null;
  create index zoos_name_idx on zoos using gin (name gin_trgm_ops) with (fastupdate = off);
  create function zoo_of(animal animals) returns bigint language sql stable as 'select animal.zoo_id';
  create function count_zoos() returns bigint language sql stable begin atomic select count(*) from zoos; end;
  create trigger zoos_touch before update of name, price on zoos for each row when (old.name is distinct from new.name) execute function touch();
  create trigger visits_touch before update on visits for each row execute function touch();
  comment on table zoos is 'it''s a zoo';
  comment on column zoos.name is 'as on the gate';
  comment on constraint animals_late_check on animals is 'later';
  comment on function double_it(integer) is 'twice';
  comment on index zoos_lower_idx is 'fast';
  comment on trigger zoos_touch on zoos is 'touched';
  comment on type pair is 'two';
  comment on type "Odd Name" is 'odd';
  comment on domain short_text is 'short';
  comment on sequence tickets_seq is 'tickets';`;

/** A few of them in the words of the dump: what PostgreSQL would fill in by itself is not enough. */
const inOtherWords = [
  `CREATE DOMAIN short_text AS text DEFAULT 'x'::text NOT NULL CONSTRAINT short_text_check CHECK (length(VALUE) < 9);`,
  `CREATE SEQUENCE tickets_seq AS smallint INCREMENT BY 2 MINVALUE 3 MAXVALUE 99 START WITH 5 CACHE 4 CYCLE;`,
  `  id bigint GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME zoo_numbers START WITH 100) NOT NULL,`,
  `  name character varying(40) COLLATE "C" DEFAULT 'O''Zoo'::character varying NOT NULL,`,
  `  doubled integer GENERATED ALWAYS AS (double_it(serial_id)) STORED,`,
  `  CONSTRAINT zoos_mail_key UNIQUE NULLS NOT DISTINCT (mail)`,
  `) WITH (fillfactor=80);`,
  `CREATE TABLE visits_2026 PARTITION OF visits FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');`,
  `ALTER SEQUENCE zoos_serial_id_seq OWNED BY zoos.serial_id;`,
  `ALTER TABLE animals ADD CONSTRAINT animals_late_check CHECK (zoo_id > 0) NOT VALID;`,
  `REFERENCES zoos(id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED;`,
  `CREATE TRIGGER visits_touch BEFORE UPDATE ON visits FOR EACH ROW EXECUTE FUNCTION touch();`,
  `COMMENT ON COLUMN public.zoos.name IS 'as on the gate';`,
];

test('what is dumped can be run on an empty database, and dumps to the same bytes there', async () => {
  const first = await dumpSchema(await database(everything));
  for (const words of inOtherWords) expect(first).toContain(words);
  expect(first).not.toMatch(/CREATE INDEX visits_later|NOT NULL who/);
  expect(await dumpSchema(await database(first))).toBe(first);
});

test('the migrated schema too', async () => {
  const migrated = await testDatabase();
  opened.push(migrated);
  const first = await dumpSchema(migrated.url);
  expect(first).toContain('CREATE TABLE ap_activity_tasks (');
  expect(await dumpSchema(await database(first))).toBe(first);
});

/** Each in words of its own, made together. */
const unreadable = {
  'schema backstage': 'create schema backstage',
  'view plain_view': 'create view plain_view as select 1',
  'view kept_view': 'create materialized view kept_view as select 1',
  'inherited table rye': 'create table grains (); create table rye () inherits (grains)',
  'row security of loaves': 'create table loaves (a int, b text); alter table loaves enable row level security',
  'privileges on loaves': 'grant select on loaves to public',
  'storage of loaves.b': 'alter table loaves alter b set storage external',
  'statistics target of loaves.a': 'alter table loaves alter a set statistics 9',
  'type span': 'create type span as range (subtype = date)',
  'statistics guess': 'create statistics guess on a, b from loaves',
  'switched trigger slow': `
    create trigger slow before update on loaves for each row execute function suppress_redundant_updates_trigger();
    alter table loaves disable trigger slow`,
};

test('what the dump cannot say is refused by name, not left out', async () => {
  const dumped = dumpSchema(await database(...Object.values(unreadable)));
  const things = Object.keys(unreadable).sort();
  await expect(dumped).rejects.toThrow(`schema.sql would leave out: ${things.join(', ')}. Teach`);
});
