import { OperatorError } from '../../lib/errors.js';
import { withAsk, type Ask, type Reader } from './ask.js';
import { readComments } from './comments.js';
import { readEarlyFunctions, readLateFunctions } from './functions.js';
import { readSequenceOwners, readSequences } from './sequences.js';
import { readLateConstraints, readTables } from './tables.js';
import { readTriggers } from './triggers.js';
import { readExtensions, readTypes } from './types.js';
import { findUnknown } from './unknown.js';

const opening = `-- What the database looks like once every migration has run. Written by npm run schema, never by hand.
-- It can be run on an empty database; what is made there dumps to this same file.

BEGIN;
SET LOCAL check_function_bodies = off;`;

/** In this order the file can be run. Short things stand line by line, large ones apart. */
const sections: { read: Reader; isApart?: true }[] = [
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
    const parts = [opening];
    for (const { read, isApart } of sections) {
      const found = await read(ask);
      if (found.length > 0) parts.push(found.join(isApart ? '\n\n' : '\n'));
    }
    return `${[...parts, 'COMMIT;'].join('\n\n')}\n`;
  });
}

async function refuseUnknown(ask: Ask): Promise<void> {
  const things = await findUnknown(ask);
  if (things.length === 0) return;
  throw new OperatorError(
    `schema.sql would leave out: ${things.join(', ')}. Teach shared/dev/schema to read it, or do without it.`,
  );
}
