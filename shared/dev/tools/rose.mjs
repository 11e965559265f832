// `npm run rose -- <noun> <verb>` in a checkout: compiles what is not compiled yet, then is the command line itself.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, root } from './build.mjs';

const main = join(root, 'shared', 'dist', 'cli', 'main.js');
if (!existsSync(main)) await build();
await import(pathToFileURL(main).href);
