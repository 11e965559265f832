// `npm run seed`: puts the demo's content into the database that the command line would use.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, root } from './build.mjs';

const compiled = (...path) => pathToFileURL(join(root, 'shared', 'dist', ...path)).href;

if (!existsSync(join(root, 'shared', 'dist', 'dev', 'demo', 'seed-demo.js'))) await build();
const { findDatabase } = await import(compiled('cli', 'find-database.js'));
const { seedDemo } = await import(compiled('dev', 'demo', 'seed-demo.js'));
try {
  const { sentence } = await seedDemo(findDatabase(process.env).url);
  console.log(sentence);
} catch (error) {
  if (error.name !== 'OperatorError') throw error;
  console.error(error.message);
  process.exitCode = 1;
}
