import type { Rule } from '../rule.js';
import { nodesIn, textsOf } from '../statement.js';
import type { FuncCall } from 'libpg-query';

/** `set_config(name, value, true)` ends with the transaction, as SET LOCAL does. */
function staysBehind([name, inside]: [string, unknown]): boolean {
  if (name !== 'FuncCall') return false;
  const { funcname, args = [] } = inside as FuncCall;
  if (textsOf(funcname).at(-1) !== 'set_config') return false;
  const last = args[2];
  return last === undefined || !('A_Const' in last) || last.A_Const.boolval?.boolval !== true;
}

/** These hold on every table, new ones too. */
export const habitRules: Rule[] = [
  {
    name: 'uuidv7',
    why: 'PostgreSQL 16 and 17 have no uuidv7(): ids come from the application (shared/lib/ids).',
    breaks: ({ sql }) => /\buuidv7\s*\(/i.test(sql),
  },
  {
    name: 'if-not-exists',
    why: 'What is there already may look different, and nobody would hear of it: say it without IF NOT EXISTS; each migration runs once.',
    breaks: ({ node }) => {
      if ('CreateExtensionStmt' in node) return false;
      return [...nodesIn(node)].some(
        ([name, inside]) =>
          (name === 'if_not_exists' && inside === true) ||
          (name === 'AlterTableCmd' &&
            (inside as { subtype?: string }).subtype === 'AT_AddColumn' &&
            (inside as { missing_ok?: boolean }).missing_ok === true),
      );
    },
  },
  {
    name: 'setting-stays',
    why: 'The setting would stay on the connection, for whatever comes next: say SET LOCAL, which ends with the migration.',
    breaks: ({ node }, { isTransacted }) =>
      ('VariableSetStmt' in node && !(node.VariableSetStmt.is_local === true && isTransacted)) ||
      [...nodesIn(node)].some(staysBehind),
  },
  {
    name: 'own-transaction',
    why: 'A migration is one transaction, opened and ended for it: leave BEGIN and COMMIT out.',
    breaks: ({ node }) => 'TransactionStmt' in node,
  },
  {
    name: 'hidden-sql',
    why: 'What a DO block does is not seen before it runs: write the statements in the open.',
    breaks: ({ node }) => 'DoStmt' in node,
  },
];
