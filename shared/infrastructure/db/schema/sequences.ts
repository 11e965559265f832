import { own, statements, type Reader } from './ask.js';

/** What is unusual about a sequence, as an SQL expression over a row `s` of pg_sequence; null when nothing is. */
export const sequenceOptions = `nullif(concat_ws(' ',
  case when s.seqincrement <> 1 then 'INCREMENT BY ' || s.seqincrement end,
  case when s.seqmin <> 1 then 'MINVALUE ' || s.seqmin end,
  case when s.seqmax <> case s.seqtypid when 'int2'::regtype then 32767 when 'int4'::regtype then 2147483647 else 9223372036854775807 end
    then 'MAXVALUE ' || s.seqmax end,
  case when s.seqstart <> s.seqmin then 'START WITH ' || s.seqstart end,
  case when s.seqcache <> 1 then 'CACHE ' || s.seqcache end,
  case when s.seqcycle then 'CYCLE' end), '')`;

const isIdentity = `exists (
  select from pg_depend i where i.classid = 'pg_class'::regclass and i.objid = c.oid and i.deptype = 'i')`;

/** Sequences that stand alone or behind a default; those of identity columns come with the column. */
export const readSequences: Reader = (ask) =>
  statements(
    ask,
    `select concat(format('CREATE SEQUENCE %I AS %s', c.relname, format_type(s.seqtypid, null)), ' ' || ${sequenceOptions}, ';') as statement
     from pg_sequence s join pg_class c on c.oid = s.seqrelid
     where c.relnamespace = 'public'::regnamespace and not ${isIdentity} and ${own('pg_class', 'c.oid')}
     order by c.relname collate "C"`,
  );

/** Whose column's end is also theirs. */
export const readSequenceOwners: Reader = (ask) =>
  statements(
    ask,
    `select format('ALTER SEQUENCE %I OWNED BY %I.%I;', c.relname, t.relname, a.attname) as statement
     from pg_class c
       join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'a'
       join pg_class t on t.oid = d.refobjid
       join pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid
     where c.relkind = 'S' and c.relnamespace = 'public'::regnamespace and ${own('pg_class', 'c.oid')}
     order by c.relname collate "C"`,
  );
