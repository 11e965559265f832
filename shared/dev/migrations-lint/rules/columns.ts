import type { Constraint } from 'libpg-query';
import { changesOf, constraintsOf, type Change, type Rule } from '../rule.js';
import { callsIn, textsOf } from '../statement.js';

/** Give one value to all rows of a statement, which PostgreSQL keeps beside the table instead of writing it into each row. */
const steadyCalls = new Set(['now', 'transaction_timestamp', 'statement_timestamp']);

const isNew = ({ command }: Change) => command.subtype === 'AT_AddColumn';
const has = (change: Change, ...kinds: Constraint['contype'][]) =>
  constraintsOf(change.column).some(({ contype }) => kinds.includes(contype));

const isSerial = ({ column }: Change) => /^(small|big)?serial/.test(textsOf(column?.typeName?.names).at(-1) ?? '');
const isFilled = (change: Change) =>
  isSerial(change) || has(change, 'CONSTR_DEFAULT', 'CONSTR_IDENTITY', 'CONSTR_GENERATED');

function isWrittenIntoEachRow(change: Change): boolean {
  if (isSerial(change) || has(change, 'CONSTR_IDENTITY', 'CONSTR_GENERATED')) return true;
  return callsIn(constraintsOf(change.column)).some((name) => !steadyCalls.has(name));
}

export const columnRules: Rule[] = [
  {
    name: 'new-column-not-null',
    why: 'Rows that are there have no value for it, and the image that still runs does not give one: add it with a default, or without NOT NULL, fill it, and demand it in a later release.',
    breaks: (statement, setting) =>
      changesOf(statement, setting).some((one) => isNew(one) && has(one, 'CONSTR_NOTNULL') && !isFilled(one)),
  },
  {
    name: 'new-column-rewrites',
    why: 'A value that differs from row to row makes PostgreSQL write the whole table anew while nobody can read it: add the column empty, set the default for rows to come in a second statement, and fill the others in batches by a job.',
    breaks: (statement, setting) =>
      changesOf(statement, setting).some((one) => isNew(one) && isWrittenIntoEachRow(one)),
  },
  {
    name: 'new-column-constrained',
    why: 'A constraint at a new column reads the whole table, or builds its index, while nobody can use it: add the column, then the constraint NOT VALID (CHECK, a foreign key) or by an index made concurrently (UNIQUE).',
    breaks: (statement, setting) =>
      changesOf(statement, setting).some(
        (one) =>
          isNew(one) &&
          (has(one, 'CONSTR_CHECK', 'CONSTR_UNIQUE', 'CONSTR_PRIMARY') ||
            (isFilled(one) && has(one, 'CONSTR_FOREIGN'))),
      ),
  },
  {
    name: 'set-not-null',
    why: 'It reads the whole table while nobody can use it: add CHECK (column IS NOT NULL) NOT VALID, validate it in a later migration, then SET NOT NULL in one after that, which believes the check.',
    breaks: (statement, setting) =>
      changesOf(statement, setting).some(
        ({ table, command }) =>
          command.subtype === 'AT_SetNotNull' && !setting.proven.has(`${table}.${command.name ?? ''}`),
      ),
  },
  {
    name: 'alter-type',
    why: 'Most changes of a type write the whole table anew, and the image that still runs knows the old one: add a column of the new type, write both, fill it in batches, read it, and drop the old one in a later release.',
    breaks: (statement, setting) =>
      changesOf(statement, setting).some(({ command }) => command.subtype === 'AT_AlterColumnType'),
  },
];
