// `npm test [-- <pattern> | jest options]`: builds, runs Jest on the compiled files, ends with one line of totals.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, root } from './build.mjs';

const nodeOptions = ['--experimental-vm-modules', '--enable-source-maps', '--disable-warning=ExperimentalWarning'];

function readTotals(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function sayTotals({ passed, failed, skipped }) {
  const skips = skipped > 0 ? `, ${skipped} skipped` : '';
  process.stdout.write(`${passed} passed, ${failed} failed${skips}\n`);
}

/** Jest's exit code; the signals that end this process end Jest first. */
function runJest(args, totalsFile) {
  const jest = spawn(process.execPath, [join(root, 'node_modules', 'jest', 'bin', 'jest.js'), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      NODE_ENV: 'test',
      NODE_OPTIONS: [process.env.NODE_OPTIONS, ...nodeOptions].filter(Boolean).join(' '),
      ROSE_TEST_TOTALS: totalsFile,
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => jest.kill(signal));
  return new Promise((resolve, reject) => {
    jest.once('error', reject);
    jest.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

async function main() {
  try {
    await build();
  } catch (error) {
    if (error.status === undefined) throw error;
    sayTotals({ passed: 0, failed: 1, skipped: 0 });
    return 1;
  }
  const folder = mkdtempSync(join(tmpdir(), 'rose-test-totals-'));
  try {
    const totalsFile = join(folder, 'totals.json');
    const code = await runJest(process.argv.slice(2), totalsFile);
    const totals = readTotals(totalsFile);
    // Jest also fails without a failed test: no test found, a stack that did not start, an interrupt.
    if (code !== 0 && totals.failed === 0) totals.failed = 1;
    sayTotals(totals);
    return code === 0 && totals.failed > 0 ? 1 : code;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
