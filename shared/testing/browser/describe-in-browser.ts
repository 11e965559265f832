import { describe, expect, test } from '@jest/globals';
import { findChromium } from './find-chromium.js';

/**
 * A group of tests that needs a browser; `define` gets the path of its program. Without one the group is skipped, which the
 * run reports in a sentence; with ROSE_REQUIRE_BROWSER=1 it fails instead.
 */
export function describeInBrowser(name: string, define: (chromiumPath: string) => void): void {
  const chromiumPath = findChromium();
  if (chromiumPath !== null) {
    describe(name, () => {
      define(chromiumPath);
    });
  } else if (process.env['ROSE_REQUIRE_BROWSER'] === '1') {
    test(name, () => {
      expect('no Chromium on PATH, and ROSE_REQUIRE_BROWSER=1 asks for one').toBe('');
    });
  } else {
    describe.skip(name, () => {
      define('');
    });
  }
}
