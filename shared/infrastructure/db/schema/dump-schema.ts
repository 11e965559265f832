import { OperatorError } from '../../../lib/errors.js';
import { withAsk, type Ask, type Reader } from './ask.js';
import { readComments } from './comments.js';
import { readEarlyFunctions, readLateFunctions } from './functions.js';
import { readSequenceOwners, readSequences } from './sequences.js';
import { readBareTables, readIndexes, readLateConstraints, readTables } from './tables.js';
import { readTriggers } from './triggers.js';
import { readExtensions, readTypes } from './types.js';
import { findUnknown } from './unknown.js';

const opening = `-- What the database looks like once every migration has run. Written by npm run schema, never by hand.
-- It can be run on an empty database; what is made there dumps to this same file.

BEGIN;
SET LOCAL check_function_bodies = off;`;

interface Section {
  read: Reader;
  isApart?: true;
}

/** In this order the file can be run. Short things stand line by line, large ones apart. */
const sections: Section[] = [
  { read: readExtensions },
  { read: readTypes },
  { read: readEarlyFunctions, isApart: true },
  { read: readSequences },
  { read: readTables, isApart: true },
  { read: readSequenceOwners },
  { read: readLateConstraints },
  { read: readLateFunctions, isApart: true },
  { read: readTriggers },
  { read: readComments },
];

/**
 * The schema `public` as SQL, the same bytes from PostgreSQL 16 to 18.
 *
 * @throws OperatorError when the database holds something the dump would leave out.
 */
export function dumpSchema(url: string): Promise<string> {
  return withAsk(url, async (ask) => {
    await refuseUnknown(ask);
    return `${[opening, ...(await readSections(ask, sections)), 'COMMIT;'].join('\n\n')}\n`;
  });
}

async function readSections(ask: Ask, wanted: readonly Section[]): Promise<string[]> {
  const parts: string[] = [];
  for (const { read, isApart } of wanted) {
    const found = await read(ask);
    if (found.length > 0) parts.push(found.join(isApart ? '\n\n' : '\n'));
  }
  return parts;
}

/** The schema in two parts, to be run in one transaction with the rows going in between. */
export interface SchemaHalves {
  beforeRows: string;
  /** What would slow the rows down, look at each too early, or change them. */
  afterRows: string;
  /** What the halves do not say, by name. */
  leftOut: string[];
}

const beforeRows: Section[] = [
  { read: readExtensions },
  { read: readTypes },
  { read: readEarlyFunctions, isApart: true },
  { read: readSequences },
  { read: readBareTables, isApart: true },
  { read: readSequenceOwners },
];

const afterRows: Section[] = [
  { read: readIndexes },
  { read: readLateConstraints },
  { read: readLateFunctions, isApart: true },
  { read: readTriggers },
  { read: readComments },
];

export async function dumpHalves(ask: Ask): Promise<SchemaHalves> {
  const inOne = async (wanted: readonly Section[]) => `${(await readSections(ask, wanted)).join('\n\n')}\n`;
  return {
    beforeRows: await inOne(beforeRows),
    afterRows: await inOne(afterRows),
    leftOut: await findUnknown(ask),
  };
}

async function refuseUnknown(ask: Ask): Promise<void> {
  const things = await findUnknown(ask);
  if (things.length === 0) return;
  throw new OperatorError(
    `schema.sql would leave out: ${things.join(', ')}. Teach shared/infrastructure/db/schema to read it, or do without it.`,
  );
}
