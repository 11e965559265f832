import { own, statements, type Reader } from './ask.js';

/** Whether it cannot be made before the tables it speaks of: by a body that is parsed at once, or by an argument. */
const needsTables = `exists (
  select from pg_depend d left join pg_type t on d.refclassid = 'pg_type'::regclass and t.oid = d.refobjid
  where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'n'
    and (d.refclassid = 'pg_class'::regclass or t.typrelid <> 0))`;

const functions = (which: string) => `
  select rtrim(pg_get_functiondef(p.oid), E'\\n') || ';' as statement
  from pg_proc p
  where p.prokind in ('f', 'p', 'w') and p.pronamespace = 'public'::regnamespace and ${own('pg_proc', 'p.oid')} and ${which}
  order by p.proname collate "C", pg_get_function_identity_arguments(p.oid) collate "C"`;

export const readEarlyFunctions: Reader = (ask) => statements(ask, functions(`not ${needsTables}`));
export const readLateFunctions: Reader = (ask) => statements(ask, functions(needsTables));
