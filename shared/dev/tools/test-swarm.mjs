// `npm run test:swarm [-- jest options]`: what ships, tried. The files of the stack are always checked; with
// ROSE_TEST_SWARM=1 there is a real engine, and the stack is deployed to it. Ends with one line of totals, as `npm test`.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, root } from './build.mjs';
import { runJest, sayTotals } from './jest.mjs';

const say = (line) => process.stdout.write(`${line}\n`);

async function main() {
  try {
    await build();
  } catch (error) {
    if (error.status === undefined) throw error;
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const { runSwarmTests } = await import(pathToFileURL(join(root, 'shared', 'dist', 'swarm', 'main.js')).href);
  return runSwarmTests({ args: process.argv.slice(2), runJest, say });
}

const totals = await main();
sayTotals(totals);
process.exitCode = totals.failed > 0 ? 1 : 0;
