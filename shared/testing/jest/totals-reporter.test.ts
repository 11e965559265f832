import { expect, test } from '@jest/globals';
import { countTotals } from './totals-reporter.js';

test('counts a file that does not load as a failure', () => {
  const result = {
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 2,
    numRuntimeErrorTestSuites: 1,
    testResults: [],
  };
  expect(countTotals(result)).toEqual({ passed: 3, failed: 2, skipped: 2 });
});
