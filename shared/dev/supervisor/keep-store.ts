import { setTimeout as pause } from 'node:timers/promises';
import { isAlive } from '../process/process-info.js';

/** A database or Redis that runs. */
export interface Store {
  pid: number;
  stop: () => Promise<void>;
}

export interface KeepOptions {
  /** As it stands in a sentence: `the database`. */
  name: string;
  start: () => Promise<Store>;
  note: (sentence: string) => void;
  onPid: (pid: number) => void;
}

const lookEveryMs = 500;
const pauseAfterFailureMs = 5_000;

/**
 * Starts a store again when it dies, for as long as the platform runs: the services wait for it meanwhile, unready.
 * It may have been adopted from an earlier start and then is no child of ours, so its life is asked for, not announced.
 *
 * @returns how to stop it, for good.
 */
export function keepStore(first: Store, { name, start, note, onPid }: KeepOptions): () => Promise<void> {
  let current = first;
  let restart: Promise<void> | null = null;
  let isStopping = false;
  const timer = setInterval(() => {
    if (!isAlive(current.pid)) restart ??= startAgain().finally(() => (restart = null));
  }, lookEveryMs);
  timer.unref();

  async function startAgain(): Promise<void> {
    note(`${name} ended; it is started again`);
    try {
      current = await start();
      onPid(current.pid);
      note(`${name} answers again`);
    } catch (error) {
      note(`${name}: ${(error as Error).message}`);
      if (!isStopping) await pause(pauseAfterFailureMs);
    }
  }

  return async () => {
    isStopping = true;
    clearInterval(timer);
    await restart;
    await current.stop();
  };
}
