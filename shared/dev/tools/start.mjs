// `npm start`: builds, then becomes the supervisor, in one process so that its parent and its signals are its own.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build, root } from './build.mjs';

const asks = (...names) => names.some((name) => process.argv.includes(name));
const isCompiled = existsSync(join(root, 'shared', 'dist', 'dev', 'start.js'));
const isBuilt = asks('--no-build') || (isCompiled && asks('--help', '-h'));

try {
  if (!isBuilt) await build();
  await import('../../dist/dev/start.js');
} catch (error) {
  // The compiler has said what is wrong.
  if (error.status === undefined) throw error;
  process.exitCode = 1;
}
