import { afterEach, expect, test } from '@jest/globals';
import { runSwarmTests } from './main.js';

const before = process.env['ROSE_TEST_SWARM'];

afterEach(() => {
  if (before === undefined) delete process.env['ROSE_TEST_SWARM'];
  else process.env['ROSE_TEST_SWARM'] = before;
});

test.each([
  [[], ['shared/dist/swarm']],
  [
    ['--selectProjects', 'swarm'],
    ['shared/dist/swarm', '--selectProjects', 'swarm'],
  ],
  [
    ['restore', '--selectProjects', 'swarm'],
    ['shared/dist/swarm/.*restore', '--selectProjects', 'swarm'],
  ],
])('told %j it runs those of ours, and says why some are skipped', async (args, expected) => {
  process.env['ROSE_TEST_SWARM'] = '0';
  const told: string[][] = [];
  const said: string[] = [];
  const runJest = (all: readonly string[]) => {
    told.push([...all]);
    return Promise.resolve({ totals: { passed: 1, failed: 0, skipped: 2 } });
  };
  await runSwarmTests({ args, runJest, say: (line) => said.push(line) });
  expect(told).toEqual([['--runInBand', ...expected]]);
  expect(said.join()).toContain('(2 skipped)');
});
