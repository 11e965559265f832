import type { AlterTableCmd, Constraint, Node } from 'libpg-query';
import type { Setting } from './rule.js';
import { textsOf, type Statement } from './statement.js';

/** What the statements so far have made of the database, as far as the rules ask. */
export class History {
  readonly #fresh = new Set<string>();
  readonly #freshConstraints = new Set<string>();
  readonly #dropped = new Set<string>();
  /** Checks that a column is not null, as `table.constraint`, with the column. */
  readonly #checks = new Map<string, string>();
  readonly #proven = new Set<string>();

  /** A new migration begins: what the one before made is in use now. */
  begin(): void {
    for (const made of [this.#fresh, this.#freshConstraints, this.#dropped]) made.clear();
  }

  settingOf(migration: { isTransacted: boolean; isContract: boolean }): Setting {
    return {
      ...migration,
      fresh: this.#fresh,
      freshConstraints: this.#freshConstraints,
      dropped: this.#dropped,
      proven: this.#proven,
    };
  }

  take({ node }: Statement): void {
    if ('CreateStmt' in node) this.#fresh.add(node.CreateStmt.relation?.relname ?? '');
    else if ('CreateTableAsStmt' in node) this.#fresh.add(node.CreateTableAsStmt.into?.rel?.relname ?? '');
    else if ('IndexStmt' in node) this.#fresh.add(node.IndexStmt.idxname ?? '');
    else if ('DropStmt' in node) this.#takeDrop(node.DropStmt.objects);
    else if ('AlterTableStmt' in node) {
      this.#takeAlter(node.AlterTableStmt.relation?.relname ?? '', node.AlterTableStmt.cmds);
    }
  }

  #takeDrop(objects: Node[] = []): void {
    for (const one of objects) if ('List' in one) this.#dropped.add(textsOf(one.List.items).at(-1) ?? '');
  }

  #takeAlter(table: string, commands: Node[] = []): void {
    for (const one of commands) if ('AlterTableCmd' in one) this.#takeCommand(table, one.AlterTableCmd);
  }

  #takeCommand(table: string, { subtype, name = '', def }: AlterTableCmd): void {
    if (subtype === 'AT_ValidateConstraint') this.#prove(`${table}.${name}`);
    if (subtype !== 'AT_AddConstraint' || def === undefined || !('Constraint' in def)) return;
    const key = `${table}.${def.Constraint.conname ?? ''}`;
    const column = columnThatIsNotNull(def.Constraint);
    this.#freshConstraints.add(key);
    if (column !== null) this.#checks.set(key, `${table}.${column}`);
    if (def.Constraint.skip_validation !== true) this.#prove(key);
  }

  #prove(check: string): void {
    const column = this.#checks.get(check);
    if (column !== undefined) this.#proven.add(column);
  }
}

/** Of `CHECK (column IS NOT NULL)`. */
function columnThatIsNotNull({ contype, raw_expr: expression }: Constraint): string | null {
  if (contype !== 'CONSTR_CHECK' || expression === undefined || !('NullTest' in expression)) return null;
  const { nulltesttype, arg } = expression.NullTest;
  if (nulltesttype !== 'IS_NOT_NULL' || arg === undefined || !('ColumnRef' in arg)) return null;
  return textsOf(arg.ColumnRef.fields).at(-1) ?? null;
}
