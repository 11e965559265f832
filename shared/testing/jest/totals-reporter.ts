import { writeFileSync } from 'node:fs';
import { noChromiumSentence } from '../browser/find-chromium.js';

interface TestFile {
  testFilePath: string;
  numPendingTests: number;
  numFailingTests: number;
  testExecError?: unknown;
}

/** The part of Jest's AggregatedResult that is read here. */
interface RunResult {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  testResults: TestFile[];
}

/** What `shared/dev/tools/test.mjs` prints as the last line. */
export interface Totals {
  passed: number;
  failed: number;
  skipped: number;
}

/** Says why browser tests were skipped and leaves the totals where the caller asked for them (ROSE_TEST_TOTALS, a file). */
export default class TotalsReporter {
  onRunComplete(_contexts: unknown, result: RunResult): void {
    const skippedInBrowser = result.testResults
      .filter((file) => file.testFilePath.endsWith('.e2e.test.js'))
      .reduce((sum, file) => sum + file.numPendingTests, 0);
    if (skippedInBrowser > 0) process.stdout.write(`\n${noChromiumSentence} (${String(skippedInBrowser)} skipped)\n`);
    const file = process.env['ROSE_TEST_TOTALS'];
    if (file) writeFileSync(file, JSON.stringify(countTotals(result)));
  }
}

/** A file that does not load has no tests to count, and is a failure all the same. */
export function countTotals(result: RunResult): Totals {
  const unloadable = result.testResults.filter((file) => file.testExecError && file.numFailingTests === 0);
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + unloadable.length,
    skipped: result.numPendingTests,
  };
}
