import type { AlterTableType } from 'libpg-query';
import { changesOf, type Rule } from '../rule.js';

const rewriting: (AlterTableType | undefined)[] = [
  'AT_SetLogged',
  'AT_SetUnLogged',
  'AT_SetTableSpace',
  'AT_SetAccessMethod',
];

export const lockRules: Rule[] = [
  {
    name: 'every-row',
    why: 'It locks every row until the commit, and leaves as many dead ones: change them in batches, by a job.',
    breaks: ({ node }, { fresh }) => {
      const change = 'UpdateStmt' in node ? node.UpdateStmt : 'DeleteStmt' in node ? node.DeleteStmt : null;
      return change !== null && change.whereClause === undefined && !fresh.has(change.relation?.relname ?? '');
    },
  },
  {
    name: 'lock',
    why: 'Everybody waits for it: let each statement take the lock it needs.',
    breaks: ({ node }) => 'LockStmt' in node,
  },
  {
    name: 'truncate',
    why: 'It takes away what a running image may still want, and nobody can use the table meanwhile: delete in batches, by a job, or drop the table in a later release.',
    breaks: ({ node }) => 'TruncateStmt' in node,
  },
  {
    name: 'rewrite',
    why: 'It writes the whole table anew while nobody can use it: that is work for an hour at night, not for a release.',
    breaks: (statement, setting) => {
      const { node } = statement;
      if ('VacuumStmt' in node || 'ClusterStmt' in node || 'ReindexStmt' in node) return true;
      return changesOf(statement, setting).some(({ command }) => rewriting.includes(command.subtype));
    },
  },
];
