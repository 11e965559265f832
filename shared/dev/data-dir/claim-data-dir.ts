import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorError } from '../../lib/errors.js';

export const markerName = '.rose-ash';

const markerText = 'Rose Ash keeps its development data here. npm start -- --fresh empties this folder.\n';

/**
 * Makes the folder, or takes an empty one, and marks it as ours, so that starting over can never wipe somebody else's.
 * Throws OperatorError when it already holds other things or cannot be written.
 */
export function claimDataDir(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    if (existsSync(join(folder, markerName))) return;
    if (readdirSync(folder).length === 0) {
      writeFileSync(join(folder, markerName), markerText);
      return;
    }
  } catch (cause) {
    throw new OperatorError(
      `DATA_DIR ${folder} cannot be written: make it writable or set DATA_DIR to another folder.`,
      { cause },
    );
  }
  throw new OperatorError(`DATA_DIR ${folder} already holds other things: set it to a new or empty folder.`);
}
