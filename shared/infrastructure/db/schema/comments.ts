import { statements, type Reader } from './ask.js';

/** PostgreSQL names a thing almost as COMMENT ON does. */
const kind = `case o.type when 'table column' then 'column' when 'composite type' then 'type' when 'table constraint' then 'constraint' else o.type end`;

export const readComments: Reader = (ask) =>
  statements(
    ask,
    `select format('COMMENT ON %s %s IS %L;', upper(${kind}), o.identity, d.description) as statement
     from pg_description d, lateral pg_identify_object(d.classoid, d.objoid, d.objsubid) o
     where o.identity ~ '(^| on )public\\.'
       and not exists (select from pg_depend e where e.classid = d.classoid and e.objid = d.objoid and e.deptype = 'e')
     order by o.identity collate "C", 1`,
  );
