import { DefaultNamingStrategy, type Table } from 'typeorm';
import { snakeCase } from '../../lib/snake-case.js';

const nameOf = (table: Table | { name: string } | string) =>
  (typeof table === 'string' ? table : table.name).replace(/^.*\./, '');

const joined = (table: Table | { name: string } | string, columns: string[], suffix: string) =>
  [nameOf(table), ...columns, suffix].join('_');

/** snake_case columns, and the names PostgreSQL itself gives to constraints, so that migrations are plain SQL without invented names. */
export class SnakeNames extends DefaultNamingStrategy {
  override columnName(property: string, custom: string | undefined, prefixes: string[]): string {
    return snakeCase([...prefixes, custom ?? property].join('_'));
  }

  override primaryKeyName(table: Table | string): string {
    return joined(table, [], 'pkey');
  }

  override uniqueConstraintName(table: Table | string, columns: string[]): string {
    return joined(table, columns, 'key');
  }

  override foreignKeyName(table: Table | string, columns: string[]): string {
    return joined(table, columns, 'fkey');
  }

  override indexName(table: Parameters<DefaultNamingStrategy['indexName']>[0], columns: string[]): string {
    return joined(table, columns, 'idx');
  }
}
