import { describe, expect, test } from '@jest/globals';
import { findOnPath } from '../find-on-path.js';

/**
 * A group of tests that needs Caddy; `define` gets the path of its program. Without one on PATH the group is skipped and
 * says so; with ROSE_REQUIRE_CADDY=1 it fails instead.
 */
export function describeWithCaddy(name: string, define: (caddy: string) => void): void {
  const caddy = findOnPath('caddy');
  if (caddy !== null) {
    describe(name, () => {
      define(caddy);
    });
  } else if (process.env['ROSE_REQUIRE_CADDY'] === '1') {
    test(name, () => {
      expect('no caddy on PATH, and ROSE_REQUIRE_CADDY=1 asks for one').toBe('');
    });
  } else {
    process.stderr.write(`Tests of the proxies (${name}) were skipped: no caddy on PATH; Debian's package will do.\n`);
    describe.skip(`${name} (needs caddy on PATH)`, () => {
      define('');
    });
  }
}
