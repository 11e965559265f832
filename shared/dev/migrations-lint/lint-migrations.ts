import type { MigrationInterface } from 'typeorm';
import { History } from './history.js';
import { complaintAboutDown, recordSql } from './record-sql.js';
import { rules } from './rules/index.js';
import { parseStatements } from './statement.js';

/** What is wrong with a migration, and the safe way. */
export interface Complaint {
  migration: string;
  rule: string;
  /** The statement, in one line; empty when it is about the whole. */
  sql: string;
  why: string;
}

type MigrationClass = new () => MigrationInterface;

/** Looks at every migration, oldest first, without a database. */
export async function lintMigrations(migrations: readonly MigrationClass[]): Promise<Complaint[]> {
  const history = new History();
  const complaints: Complaint[] = [];
  for (const Migration of migrations) complaints.push(...(await lintMigration(Migration, history)));
  return complaints;
}

async function lintMigration(Migration: MigrationClass, history: History): Promise<Complaint[]> {
  const migration = new Migration();
  const name = migration.name ?? Migration.name;
  history.begin();
  const about = (rule: string, why: string, sql = ''): Complaint => ({ migration: name, rule, sql, why });
  const down = await complaintAboutDown(migration);
  const complaints = down === null ? [] : [about('down', `${down}: migrations go forward only, so down() rejects.`)];
  try {
    for (const sql of await recordSql(migration)) complaints.push(...lintSql(sql, migration, history, about));
  } catch (error) {
    complaints.push(about('unreadable', error instanceof Error ? error.message : String(error)));
  }
  return complaints;
}

function lintSql(
  sql: string,
  migration: MigrationInterface,
  history: History,
  about: (rule: string, why: string, sql: string) => Complaint,
): Complaint[] {
  const complaints: Complaint[] = [];
  const isTransacted = migration.transaction !== false;
  const isContract = /^Contract[A-Z]/.test(migration.constructor.name);
  for (const statement of parseStatements(sql)) {
    const setting = history.settingOf({ isTransacted, isContract });
    const broken = rules.filter((rule) => rule.breaks(statement, setting));
    complaints.push(...broken.map(({ name, why }) => about(name, why, statement.sql)));
    history.take(statement);
  }
  return complaints;
}

/** For people: where, what, why and the safe way. */
export function toSentence({ migration, rule, sql, why }: Complaint): string {
  const shown = sql.length > 120 ? `${sql.slice(0, 117)}...` : sql;
  return [`${migration}: ${rule}`, ...(shown === '' ? [] : [shown]), why].join('\n    ');
}
