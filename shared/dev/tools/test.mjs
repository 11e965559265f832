// `npm test [-- <pattern> | jest options]`: builds, runs Jest on the compiled files, ends with one line of totals.
import { build } from './build.mjs';
import { runJest, sayTotals } from './jest.mjs';

async function main() {
  try {
    await build();
  } catch (error) {
    if (error.status === undefined) throw error;
    sayTotals({ passed: 0, failed: 1, skipped: 0 });
    return 1;
  }
  const { code, totals } = await runJest(process.argv.slice(2));
  sayTotals(totals);
  return code;
}

process.exitCode = await main();
