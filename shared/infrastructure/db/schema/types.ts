import { own, statements, type Reader } from './ask.js';

/** Without a version: which one there is depends on the server. */
export const readExtensions: Reader = (ask) =>
  statements(
    ask,
    `select format('CREATE EXTENSION %I;', extname) as statement
     from pg_extension where extname <> 'plpgsql' order by extname collate "C"`,
  );

const enums = `
  select format(E'CREATE TYPE %I AS ENUM (%s);', t.typname,
                (select string_agg(quote_literal(enumlabel), ', ' order by enumsortorder) from pg_enum where enumtypid = t.oid)) as statement
  from pg_type t
  where t.typtype = 'e' and t.typnamespace = 'public'::regnamespace and ${own('pg_type', 't.oid')}
  order by t.typname collate "C"`;

const domains = `
  select format('CREATE DOMAIN %I AS %s%s%s%s%s;', t.typname, format_type(t.typbasetype, t.typtypmod),
                case when t.typcollation <> b.typcollation then format(' COLLATE %I', l.collname) end,
                ' DEFAULT ' || t.typdefault,
                case when t.typnotnull then ' NOT NULL' end,
                (select string_agg(format(' CONSTRAINT %I %s', conname, pg_get_constraintdef(oid, true)), '' order by conname collate "C")
                 from pg_constraint where contypid = t.oid and contype <> 'n')) as statement
  from pg_type t join pg_type b on b.oid = t.typbasetype left join pg_collation l on l.oid = t.typcollation
  where t.typtype = 'd' and t.typnamespace = 'public'::regnamespace and ${own('pg_type', 't.oid')}
  order by t.typname collate "C"`;

const composites = `
  select format('CREATE TYPE %I AS (%s);', t.typname,
                (select string_agg(format('%I %s', attname, format_type(atttypid, atttypmod)), ', ' order by attnum)
                 from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped)) as statement
  from pg_type t join pg_class c on c.oid = t.typrelid
  where c.relkind = 'c' and t.typnamespace = 'public'::regnamespace and ${own('pg_type', 't.oid')}
  order by t.typname collate "C"`;

export const readTypes: Reader = async (ask) => [
  ...(await statements(ask, enums)),
  ...(await statements(ask, domains)),
  ...(await statements(ask, composites)),
];
