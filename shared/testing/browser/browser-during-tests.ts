import type { Browser } from 'playwright-core';
import { duringTests } from '../during-tests.js';
import { openBrowser } from './open-browser.js';

/** A browser for the tests of a group. */
export function browserDuringTests(chromiumPath: string): () => Browser {
  return duringTests(
    () => openBrowser(chromiumPath),
    (browser) => browser.close(),
  );
}
