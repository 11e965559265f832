// `npm run check`: everything about the code, and that schema.sql is what the migrations make. Ends non-zero when one step fails.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { root } from './build.mjs';

const tool = (name, ...args) => [join(root, 'shared', 'dev', 'tools', name), ...args];
const library = (path, ...args) => [join(root, 'node_modules', ...path.split('/')), ...args];

// Longest first; the types come before all, because the linter reads the compiled declarations.
const steps = [
  { name: 'lint', args: library('eslint/bin/eslint.js', '--max-warnings', '0', '.') },
  { name: 'format', args: library('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.') },
  { name: 'import rules', args: tool('imports.mjs') },
  { name: 'import rules bite', args: tool('imports.mjs', '--self-test') },
  { name: 'schema', args: tool('schema.mjs', '--check', '--no-build') },
  { name: 'migrations', args: tool('migrations.mjs') },
  { name: 'sizes', args: tool('sizes.mjs') },
];

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Runs one step and prints it in one piece when it is done. Whether it passed. */
async function run({ name, args }) {
  const began = performance.now();
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks = [];
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  child.stderr.on('data', (chunk) => chunks.push(chunk));
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const output = Buffer.concat(chunks).toString('utf8').trim();
  const lines = output === '' ? '' : `\n${output.replace(/^/gm, '  ')}`;
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds(began)})${lines}`);
  return code === 0;
}

/** Runs the steps, `width` at a time. The names of those that failed. */
async function runAll(waiting, width) {
  const failed = [];
  const work = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) if (!(await run(step))) failed.push(step.name);
  };
  await Promise.all(Array.from({ length: width }, work));
  return failed;
}

const began = performance.now();
const typesFine = await run({ name: 'types', args: tool('build.mjs') });
const failed = typesFine ? await runAll([...steps], Math.min(3, Math.max(2, availableParallelism()))) : ['types'];
console.log(
  failed.length === 0
    ? `check passed in ${seconds(began)}`
    : `check failed (${failed.join(', ')}) in ${seconds(began)}`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
