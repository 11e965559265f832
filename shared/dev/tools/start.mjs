// `npm start`: builds, then becomes the supervisor, in one process so that its parent and its signals are its own.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build, root } from './build.mjs';

const asks = (...names) => names.some((name) => process.argv.includes(name));
const isCompiled = existsSync(join(root, 'shared', 'dist', 'dev', 'start.js'));
const isBuilt = asks('--no-build') || (isCompiled && asks('--help', '-h'));

/** The first line of many: each step of a start says what it was and how long it took. */
async function compile() {
  if (!isCompiled) process.stdout.write('  compiling and cutting the fonts, this once ...\n');
  const begun = performance.now();
  await build();
  const took = `${((performance.now() - begun) / 1000).toFixed(1)} s`;
  if (!asks('--help', '-h')) process.stdout.write(`  ${'compiled'.padEnd(44)} ${took}\n`);
}

try {
  if (!isBuilt) await compile();
  await import('../../dist/dev/start.js');
} catch (error) {
  // The compiler has said what is wrong.
  if (error.status === undefined) throw error;
  process.exitCode = 1;
}
