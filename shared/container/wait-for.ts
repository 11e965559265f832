import { setTimeout as pause } from 'node:timers/promises';
import { OperatorError } from '../lib/errors.js';

/** Resolves when it is there; throws an OperatorError when it is not. */
export type Probe = () => Promise<void>;

const askEveryMs = 250;

/**
 * Asks all of them, again and again, until each has answered once. Which of them comes first does not matter.
 *
 * @param say is told once of each that has to be waited for, and why.
 * @throws OperatorError with the last reason of the first that is still missing after `seconds`.
 */
export async function waitFor(probes: readonly Probe[], seconds: number, say: (line: string) => void): Promise<void> {
  const giveUpAt = performance.now() + seconds * 1_000;
  const isTooLate = () => performance.now() >= giveUpAt;
  await Promise.all(probes.map((probe) => askUntilThere(probe, isTooLate, say))).catch((error: unknown) => {
    if (!(error instanceof OperatorError)) throw error;
    throw new OperatorError(`Gave up after ${seconds} s (WAIT_SECONDS): ${error.message}`, { cause: error });
  });
}

async function askUntilThere(probe: Probe, isTooLate: () => boolean, say: (line: string) => void): Promise<void> {
  let hasSaid = false;
  for (;;) {
    try {
      await probe();
      return;
    } catch (error) {
      if (!(error instanceof OperatorError) || isTooLate()) throw error;
      if (!hasSaid) say(`Waiting: ${error.message}`);
      hasSaid = true;
    }
    await pause(askEveryMs);
  }
}
