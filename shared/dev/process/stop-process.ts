import { isAlive } from './process-info.js';
import { waitUntil } from './wait-until.js';

export interface StopStep {
  signal: NodeJS.Signals;
  /** How long the process may take to obey before the next step, in milliseconds. */
  waitMs: number;
}

export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Takes one step after the other until the process is gone. */
export async function stopProcess(pid: number, steps: readonly StopStep[]): Promise<void> {
  for (const step of steps) {
    if (!isAlive(pid)) return;
    signal(pid, step.signal);
    if (await waitUntil(() => !isAlive(pid), step.waitMs)) return;
  }
}
