import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import { workedByUs } from './machine.js';

const compute = 'while (process.cpuUsage().user < 400_000);';

/** How much more we have worked once a program has ended, in ms. */
async function workedFor(file: string, ...args: string[]): Promise<number> {
  const before = workedByUs();
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.resume();
  await once(child, 'close');
  return workedByUs() - before;
}

test('what those do whom we started is our work', async () => {
  expect(await workedFor(process.execPath, '-e', compute)).toBeGreaterThan(300);
});

test('what others do is not', async () => {
  // Whoever started it has ended, so that it is nobody's.
  const left = `"$0" -e '${compute}' &`;
  expect(await workedFor('sh', '-c', left, process.execPath)).toBeLessThan(300);
});
