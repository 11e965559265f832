import { randomFillSync } from 'node:crypto';

/** Asking the system costs about the same for many bytes as for a few. */
const pool = Buffer.alloc(4_096);
let used = pool.length;

/** So many random bytes in hex, at most 64. For names that must not meet, such as those of traces; secrets draw their own. */
export function randomHex(bytes: number): string {
  if (used + bytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  return pool.toString('hex', used, (used += bytes));
}
