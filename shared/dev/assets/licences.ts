import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Asset } from './types.js';

/** What we serve of others goes out with its licence beside it, as OFL-1.1 and ISC ask. */
const borrowed = [
  { name: 'fonts/bricolage-licence.txt', library: '@fontsource-variable/bricolage-grotesque' },
  { name: 'fonts/literata-licence.txt', library: '@fontsource-variable/literata' },
  { name: 'img/icons-licence.txt', library: 'lucide-static' },
];

const require = createRequire(import.meta.url);

export function makeLicences(): Promise<Asset[]> {
  return Promise.all(
    borrowed.map(async ({ name, library }) => {
      const folder = dirname(require.resolve(`${library}/package.json`));
      return { name, content: await readFile(join(folder, 'LICENSE')) };
    }),
  );
}
