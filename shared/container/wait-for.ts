import { setTimeout as pause } from 'node:timers/promises';
import { OperatorError } from '../lib/errors.js';

/** Resolves when it is there; throws the reason, which must be fit to print, when it is not. */
export type Probe = () => Promise<void>;

const askEveryMs = 250;

/**
 * Asks all of them, again and again, until each has answered once. Which of them comes first does not matter.
 *
 * @throws OperatorError with the last reason of the first that is still missing after `seconds`.
 */
export async function waitFor(probes: readonly Probe[], seconds: number): Promise<void> {
  const giveUpAt = performance.now() + seconds * 1_000;
  await Promise.all(probes.map((probe) => askUntilThere(probe, giveUpAt, seconds)));
}

async function askUntilThere(probe: Probe, giveUpAt: number, seconds: number): Promise<void> {
  for (;;) {
    try {
      return await probe();
    } catch (error) {
      if (!(error instanceof OperatorError)) throw error;
      if (performance.now() >= giveUpAt) {
        throw new OperatorError(`Gave up after ${seconds} s (WAIT_SECONDS): ${error.message}`, { cause: error });
      }
    }
    await pause(askEveryMs);
  }
}
