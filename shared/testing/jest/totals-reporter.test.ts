import { expect, test } from '@jest/globals';
import { countTotals } from './totals-reporter.js';

const file = { testFilePath: 'a.test.js', numPendingTests: 0, numFailingTests: 0 };
const counts = { numPassedTests: 3, numFailedTests: 1, numPendingTests: 2 };

test('counts a file that does not load as a failure', () => {
  const result = { ...counts, testResults: [file, { ...file, testExecError: new Error('no such module') }] };
  expect(countTotals(result)).toEqual({ passed: 3, failed: 2, skipped: 2 });
});

test('counts a failure once, even where it is also the failure of its file', () => {
  const result = { ...counts, testResults: [{ ...file, numFailingTests: 1, testExecError: new Error('no server') }] };
  expect(countTotals(result)).toEqual({ passed: 3, failed: 1, skipped: 2 });
});
