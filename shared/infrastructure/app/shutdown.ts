import { within } from '../../lib/within.js';
import type { Log } from '../log/log.js';

export interface ShutdownStep {
  name: string;
  stop: () => Promise<unknown>;
}

/** One step that hangs must not keep the next from being tried. */
const stepMs = 12_000;

/** Runs the steps one after another, in order; a step that fails or hangs is logged and passed over. Returns whether all held. */
export async function shutDown(steps: readonly ShutdownStep[], log: Log): Promise<boolean> {
  let clean = true;
  for (const step of steps) {
    try {
      await within(stepMs, step.stop());
    } catch (error) {
      clean = false;
      log.error({ err: error, step: step.name }, 'a step of the shutdown failed');
    }
  }
  return clean;
}
