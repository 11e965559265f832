import type { Setting, Rule } from '../rule.js';
import { textsOf, type Statement } from '../statement.js';

/** What a statement does to an index: of which table, and whether others may work meanwhile. */
function madeIndex({ node }: Statement) {
  return 'IndexStmt' in node ? node.IndexStmt : null;
}

function droppedIndexes({ node }: Statement): { names: string[]; isConcurrent: boolean } | null {
  if (!('DropStmt' in node) || node.DropStmt.removeType !== 'OBJECT_INDEX') return null;
  const names = (node.DropStmt.objects ?? []).map((one) => ('List' in one ? textsOf(one.List.items).at(-1) : '') ?? '');
  return { names, isConcurrent: node.DropStmt.concurrent === true };
}

const isConcurrent = (statement: Statement) =>
  madeIndex(statement)?.concurrent === true || droppedIndexes(statement)?.isConcurrent === true;

function blocks(statement: Statement, { fresh }: Setting): boolean {
  const made = madeIndex(statement);
  if (made !== null) return made.concurrent !== true && !fresh.has(made.relation?.relname ?? '');
  const dropped = droppedIndexes(statement);
  return dropped !== null && !dropped.isConcurrent && !dropped.names.every((name) => fresh.has(name));
}

export const indexRules: Rule[] = [
  {
    name: 'index-blocks',
    why: 'Writers wait until the index is built, or readers until it is gone: say CONCURRENTLY, in a migration of its own with `readonly transaction = false`.',
    breaks: blocks,
  },
  {
    name: 'concurrently-in-transaction',
    why: 'PostgreSQL refuses CONCURRENTLY inside a transaction: put it into a migration of its own with `readonly transaction = false`.',
    breaks: (statement, { isTransacted }) => isTransacted && isConcurrent(statement),
  },
  {
    name: 'half-done-without-transaction',
    why: 'Without a transaction a migration that fails has done half of its work and is run again from the start: only DROP INDEX CONCURRENTLY IF EXISTS and CREATE INDEX CONCURRENTLY go there, each index dropped first, since one whose building failed stays behind, broken.',
    breaks: (statement, { isTransacted, dropped }) => {
      if (isTransacted) return false;
      const made = madeIndex(statement);
      return !isConcurrent(statement) || (made !== null && !dropped.has(made.idxname ?? ''));
    },
  },
];
