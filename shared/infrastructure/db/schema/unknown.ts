import { own, type Ask } from './ask.js';

const relation = (what: string, where: string) =>
  `select '${what} ' || c.relname as thing from pg_class c
   where c.relnamespace = 'public'::regnamespace and ${own('pg_class', 'c.oid')} and ${where}`;

const column = (what: string, where: string) =>
  `select '${what} ' || c.relname || '.' || a.attname
   from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and ${own('pg_class', 'c.oid')}
     and a.attnum > 0 and not a.attisdropped and ${where}`;

/** What PostgreSQL can hold and the readers beside this file do not look at. */
const unknown = [
  `select 'schema ' || nspname as thing from pg_namespace
   where nspname <> 'public' and nspname <> 'information_schema' and nspname !~ '^pg_' and ${own('pg_namespace', 'pg_namespace.oid')}`,
  relation('view', `c.relkind in ('v', 'm')`),
  relation('foreign table', `c.relkind = 'f'`),
  relation(
    'inherited table',
    `not c.relispartition and c.relkind in ('r', 'p') and exists (select from pg_inherits i where i.inhrelid = c.oid)`,
  ),
  relation('row security of', `c.relrowsecurity or exists (select from pg_policy p where p.polrelid = c.oid)`),
  relation('rules of', `c.relkind in ('r', 'p') and c.relhasrules`),
  relation('privileges on', `c.relacl is not null`),
  relation('tablespace of', `c.reltablespace <> 0`),
  relation('replica identity of', `c.relkind in ('r', 'p') and c.relreplident <> 'd'`),
  relation(
    'storage options of',
    `exists (select from pg_class o where o.oid = c.reltoastrelid and o.reloptions is not null)`,
  ),
  relation(
    'invalid index',
    `exists (select from pg_index i where i.indexrelid = c.oid and not (i.indisvalid and i.indisready))`,
  ),
  relation('clustered index', `exists (select from pg_index i where i.indexrelid = c.oid and i.indisclustered)`),
  column('virtual column', `a.attgenerated not in ('', 's')`),
  column('storage of', `a.attstorage <> t.typstorage or a.attcompression <> ''`),
  column('statistics target of', `coalesce(a.attstattarget, -1) <> -1`),
  column('privileges on', `a.attacl is not null`),
  `select 'type ' || typname from pg_type t
   where typnamespace = 'public'::regnamespace and typtype not in ('e', 'd', 'c') and typelem = 0 and typtype <> 'b' and ${own('pg_type', 't.oid')}
     and not exists (select from pg_range r where r.rngmultitypid = t.oid)`,
  `select 'base type ' || typname from pg_type t
   where typnamespace = 'public'::regnamespace and typtype = 'b' and typcategory <> 'A' and ${own('pg_type', 't.oid')}`,
  `select 'aggregate ' || proname from pg_proc p
   where pronamespace = 'public'::regnamespace and prokind not in ('f', 'p', 'w') and ${own('pg_proc', 'p.oid')}`,
  `select 'privileges on function ' || proname from pg_proc p
   where pronamespace = 'public'::regnamespace and proacl is not null and ${own('pg_proc', 'p.oid')}`,
  `select 'switched trigger ' || tgname from pg_trigger where not tgisinternal and tgenabled <> 'O'`,
  `select 'event trigger ' || evtname from pg_event_trigger e where ${own('pg_event_trigger', 'e.oid')}`,
  `select 'statistics ' || stxname from pg_statistic_ext where stxnamespace = 'public'::regnamespace`,
  `select 'operator ' || oprname from pg_operator o where oprnamespace = 'public'::regnamespace and ${own('pg_operator', 'o.oid')}`,
  `select 'collation ' || collname from pg_collation l where collnamespace = 'public'::regnamespace and ${own('pg_collation', 'l.oid')}`,
  `select 'text search configuration ' || cfgname from pg_ts_config s
   where cfgnamespace = 'public'::regnamespace and ${own('pg_ts_config', 's.oid')}`,
  `select 'text search dictionary ' || dictname from pg_ts_dict s
   where dictnamespace = 'public'::regnamespace and ${own('pg_ts_dict', 's.oid')}`,
  `select 'extension outside public ' || extname from pg_extension
   where extname <> 'plpgsql' and extnamespace <> 'public'::regnamespace`,
];

/** Things the dump would leave out without a word, so there must be none; sorted. */
export async function findUnknown(ask: Ask): Promise<string[]> {
  const rows = await ask<{ thing: string }>(`${unknown.join('\nunion\n')}\norder by 1`);
  return rows.map(({ thing }) => thing);
}
