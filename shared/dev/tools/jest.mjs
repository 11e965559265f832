// Runs Jest on what is compiled and reads its totals; what `npm test` and `npm run test:swarm` have in common.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './build.mjs';

const nodeOptions = ['--experimental-vm-modules', '--enable-source-maps', '--disable-warning=ExperimentalWarning'];

function readTotals(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** Jest's exit code; the signals that end this process end Jest first. */
function spawnJest(args, { env, inside, totalsFile }) {
  const [program, ...rest] = inside([process.execPath, join(root, 'node_modules', 'jest', 'bin', 'jest.js'), ...args]);
  const jest = spawn(program, rest, {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...env,
      NODE_ENV: 'test',
      NODE_OPTIONS: [env.NODE_OPTIONS, ...nodeOptions].filter(Boolean).join(' '),
      ROSE_TEST_TOTALS: totalsFile,
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => jest.kill(signal));
  return new Promise((resolve, reject) => {
    jest.once('error', reject);
    jest.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

/** `inside` may put another program in front. Jest also fails without a failed test: none found, a stack that did not start. */
export async function runJest(args, { env = process.env, inside = (command) => command } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'rose-test-totals-'));
  try {
    const totalsFile = join(folder, 'totals.json');
    const code = await spawnJest(args, { env, inside, totalsFile });
    const totals = readTotals(totalsFile);
    if (code !== 0 && totals.failed === 0) totals.failed = 1;
    return { code: code === 0 && totals.failed > 0 ? 1 : code, totals };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function sayTotals({ passed, failed, skipped }) {
  const skips = skipped > 0 ? `, ${skipped} skipped` : '';
  process.stdout.write(`${passed} passed, ${failed} failed${skips}\n`);
}
