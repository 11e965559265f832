import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Where what is measured runs, and everything else; null where processes cannot be told where to run. */
export const cores = canPin() ? ({ measured: '0', rest: '1' } as const) : null;

function canPin(): boolean {
  return availableParallelism() > 1 && spawnSync('taskset', ['-c', '0,1', 'true']).status === 0;
}

/** Node with these arguments on one core, or anywhere. */
export function nodeOn(core: string | undefined, args: readonly string[]): [file: string, args: string[]] {
  if (core === undefined) return [process.execPath, [...args]];
  return ['taskset', ['-c', core, process.execPath, ...args]];
}

/** Runs `work` with this process, and what it starts meanwhile, beside the core that is measured. */
export async function aside<T>(work: () => Promise<T>): Promise<T> {
  if (cores === null) return work();
  const move = (list: string) => spawnSync('taskset', ['-acp', list, String(process.pid)]);
  const before = /: *([\d,-]+)\s*$/.exec(spawnSync('taskset', ['-cp', String(process.pid)]).stdout.toString())?.[1];
  move(cores.rest);
  try {
    return await work();
  } finally {
    if (before !== undefined) move(before);
  }
}
