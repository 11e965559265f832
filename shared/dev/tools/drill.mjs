// `npm run drill [-- --only NAME] [--json]`: compiles what has changed, then is shared/drill itself.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, root } from './build.mjs';

try {
  await build();
  await import(pathToFileURL(join(root, 'shared', 'dist', 'drill', 'main.js')).href);
} catch (error) {
  // The compiler has said what is wrong.
  if (error.status === undefined) throw error;
  process.exitCode = 1;
}
