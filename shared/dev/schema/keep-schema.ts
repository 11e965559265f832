import { readFileSync, writeFileSync } from 'node:fs';
import { migrate } from '../../infrastructure/db/migrate.js';
import { OperatorError } from '../../lib/errors.js';
import { createDatabase } from '../database/create-database.js';
import { startThrowAwayDatabase } from '../database/throw-away-database.js';
import { dumpSchema } from '../../infrastructure/db/schema/dump-schema.js';
import { firstDifference } from './first-difference.js';

/** What every migration together makes, seen in a database of its own. */
export async function migratedSchema(): Promise<string> {
  const server = await startThrowAwayDatabase();
  try {
    const url = await createDatabase(server, 'rose_schema');
    await migrate(url);
    return await dumpSchema(url);
  } finally {
    await server.stop();
  }
}

function readKept(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Writes the file. Whether it changed. */
export function writeSchema(file: string, schema: string): boolean {
  if (readKept(file) === schema) return false;
  writeFileSync(file, schema);
  return true;
}

/** @throws OperatorError that names the first line in which the file is not what the migrations make. */
export function checkSchema(file: string, schema: string): void {
  const difference = firstDifference(readKept(file), schema);
  if (difference === null) return;
  const { line, expected, found } = difference;
  throw new OperatorError(
    `schema.sql line ${line} says ${expected}, but the migrations make ${found}: run npm run schema, look at what changed and commit it.`,
  );
}
