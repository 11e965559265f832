import { setTimeout as pause } from 'node:timers/promises';
import type { Listener } from './server.js';

/** A listener that opens later, and only once. */
export interface LateListener {
  /** 0 until it is open. */
  readonly port: number;
  /** Whether it opened: false when it was stopped before. Rejects with what `open` throws. */
  opened: Promise<boolean>;
  /** As of `Listener`; one that is not open yet stays shut. */
  stop(ms: number): Promise<void>;
}

const askEveryMs = 50;

/**
 * Opens a listener as soon as `isReady` says so for the first time. From then on it stays open whatever is away: those
 * who come are told so by a page, and nobody takes the process for dead.
 */
export function openWhenReady(isReady: () => Promise<boolean>, open: () => Promise<Listener>): LateListener {
  const given = new AbortController();
  let listener: Listener | null = null;

  async function waitAndOpen(): Promise<boolean> {
    while (!given.signal.aborted) {
      if (await isReady()) {
        listener = await open();
        return true;
      }
      await pause(askEveryMs, undefined, { signal: given.signal }).catch(() => undefined);
    }
    return false;
  }

  const opened = waitAndOpen();
  return {
    opened,
    get port() {
      return listener?.port ?? 0;
    },
    async stop(ms) {
      given.abort();
      await opened.catch(() => undefined);
      await listener?.stop(ms);
    },
  };
}
