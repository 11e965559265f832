import type { AlterTableCmd, ColumnDef, Constraint, Node } from 'libpg-query';
import type { Statement } from './statement.js';

/** What the linter knows when it looks at a statement. */
export interface Setting {
  /** Tables and indexes made earlier in the same migration: nobody uses them yet. */
  fresh: ReadonlySet<string>;
  /** Constraints added earlier in the same migration, as `table.constraint`. */
  freshConstraints: ReadonlySet<string>;
  /** Columns of which an earlier migration has proved that no row lacks them, as `table.column`. */
  proven: ReadonlySet<string>;
  /** Indexes dropped earlier in the same migration. */
  dropped: ReadonlySet<string>;
  /** Whether the migration runs in one transaction. */
  isTransacted: boolean;
  /** Whether it is the second half of a change: what it takes away, no running image uses any more. */
  isContract: boolean;
}

export interface Rule {
  name: string;
  /** Why it is refused, and the safe way. */
  why: string;
  breaks: (statement: Statement, setting: Setting) => boolean;
}

/** A column or constraint of a table that is in use. */
export interface Change {
  table: string;
  command: AlterTableCmd;
  column: ColumnDef | null;
  constraint: Constraint | null;
}

/** What an ALTER TABLE does to a table that was there before this migration. */
export function changesOf({ node }: Statement, { fresh }: Setting): Change[] {
  if (!('AlterTableStmt' in node)) return [];
  const { relation, cmds = [] } = node.AlterTableStmt;
  const table = relation?.relname ?? '';
  if (fresh.has(table)) return [];
  return cmds.flatMap((one) => ('AlterTableCmd' in one ? [toChange(table, one.AlterTableCmd)] : []));
}

function toChange(table: string, command: AlterTableCmd): Change {
  const { def } = command;
  return {
    table,
    command,
    column: def !== undefined && 'ColumnDef' in def ? def.ColumnDef : null,
    constraint: def !== undefined && 'Constraint' in def ? def.Constraint : null,
  };
}

/** The constraints that stand at a column. */
export function constraintsOf(column: ColumnDef | null): Constraint[] {
  return (column?.constraints ?? []).flatMap((one: Node) => ('Constraint' in one ? [one.Constraint] : []));
}
