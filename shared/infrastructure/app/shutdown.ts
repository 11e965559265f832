import { within } from '../../lib/within.js';
import type { Log } from '../log/log.js';

export interface ShutdownStep {
  name: string;
  stop: () => Promise<unknown>;
}

/** One step that hangs must not keep the next from being tried. */
const stepMs = 12_000;

/**
 * Runs the steps one after another, in order, those of one list side by side; a step that fails or hangs is logged and
 * passed over. Returns whether all held.
 */
export async function shutDown(steps: readonly (ShutdownStep | readonly ShutdownStep[])[], log: Log): Promise<boolean> {
  let clean = true;
  for (const step of steps) {
    const held = await Promise.all([step].flat().map((one) => runStep(one, log)));
    clean &&= held.every(Boolean);
  }
  return clean;
}

async function runStep({ name, stop }: ShutdownStep, log: Log): Promise<boolean> {
  try {
    await within(stepMs, stop());
    return true;
  } catch (error) {
    log.error({ err: error, step: name }, 'a step of the shutdown failed');
    return false;
  }
}
