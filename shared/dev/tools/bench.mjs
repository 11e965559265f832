// `npm run bench [-- --only NAME] [--json]`: compiles what has changed, then is shared/bench itself.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, root } from './build.mjs';

try {
  await build();
  await import(pathToFileURL(join(root, 'shared', 'dist', 'bench', 'main.js')).href);
} catch (error) {
  // The compiler has said what is wrong.
  if (error.status === undefined) throw error;
  process.exitCode = 1;
}
