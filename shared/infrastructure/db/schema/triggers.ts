import { statements, type Reader } from './ask.js';

/** Those of foreign keys, and of partitions, come with what they belong to. */
export const readTriggers: Reader = (ask) =>
  statements(
    ask,
    `select pg_get_triggerdef(t.oid, true) || ';' as statement
     from pg_trigger t join pg_class c on c.oid = t.tgrelid
     where not t.tgisinternal and t.tgparentid = 0 and c.relnamespace = 'public'::regnamespace
     order by c.relname collate "C", t.tgname collate "C"`,
  );
