import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout; this file runs from shared/dist/dev/data-dir. */
export const rootFolder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', '..');

export const defaultDataDir = join(rootFolder, '.data');
