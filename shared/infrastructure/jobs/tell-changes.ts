import { describeError } from '../log/describe-error.js';
import type { Log } from '../log/log.js';

/** Tells of what fails again and again when it begins, when it fails otherwise, and when it is over. */
export interface Changes {
  failed(error: unknown): void;
  held(): void;
}

export function tellChanges(log: Log, what: string): Changes {
  let last: string | null = null;
  return {
    failed(error) {
      const now = describeError(error).message;
      if (now !== last) log.warn({ err: error }, `${what} failed; it is tried again`);
      last = now;
    },
    held() {
      if (last !== null) log.info(`${what} works again`);
      last = null;
    },
  };
}
