import { changesOf, type Change, type Rule } from '../rule.js';

const adds = ({ command }: Change) => command.subtype === 'AT_AddConstraint';

export const constraintRules: Rule[] = [
  {
    name: 'constraint-validates',
    why: 'It reads the whole table while writers wait: add it NOT VALID, which holds for rows to come, and VALIDATE CONSTRAINT in a later migration, during which everybody works on.',
    breaks: (statement, setting) =>
      changesOf(statement, setting).some(
        (one) =>
          adds(one) &&
          (one.constraint?.contype === 'CONSTR_FOREIGN' || one.constraint?.contype === 'CONSTR_CHECK') &&
          one.constraint.skip_validation !== true,
      ),
  },
  {
    name: 'constraint-builds-index',
    why: 'It builds an index while nobody can use the table: make a unique index concurrently in a migration of its own, then ADD CONSTRAINT ... USING INDEX. An exclusion constraint only goes onto a new table.',
    breaks: (statement, setting) =>
      changesOf(statement, setting).some(
        (one) =>
          adds(one) &&
          (one.constraint?.contype === 'CONSTR_EXCLUSION' ||
            ((one.constraint?.contype === 'CONSTR_UNIQUE' || one.constraint?.contype === 'CONSTR_PRIMARY') &&
              one.constraint.indexname === undefined)),
      ),
  },
  {
    name: 'validated-at-once',
    why: 'Adding the constraint holds a lock until the commit, so validating it in the same migration reads the table while writers wait: validate in a migration of its own.',
    breaks: (statement, setting) =>
      changesOf(statement, setting).some(
        ({ table, command }) =>
          command.subtype === 'AT_ValidateConstraint' && setting.freshConstraints.has(`${table}.${command.name ?? ''}`),
      ),
  },
];
