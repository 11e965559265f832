import { within } from '../../lib/within.js';
import type { Log } from '../log/log.js';
import type { Metrics } from '../metrics/metrics.js';

/** Resolves when all is well; throws with a sentence for operators when not. */
export type Check = () => Promise<void>;

export interface Readiness {
  ready: boolean;
  checks: Record<string, 'ok' | 'failed'>;
}

/** Nothing is wrong: the process is still on its way up. */
export class NotYet extends Error {}

const withinMs = 2_000;
const keptMs = 500;

/**
 * Runs the checks of `/readyz`, all at once, each within 2 s. Half a second's answers are shared, so that a crowd of
 * probes costs one. Why a check fails goes to the log, once for each change, never into the answer.
 */
export function createReadiness(
  checks: Readonly<Record<string, Check>>,
  metrics: Metrics,
  log: Log,
): () => Promise<Readiness> {
  let current: { at: number; result: Promise<Readiness> } | undefined;
  const running = new Map<string, Promise<void>>();
  const failing = new Set<string>();
  return function readiness() {
    const now = performance.now();
    if (!current || now - current.at > keptMs) current = { at: now, result: runChecks() };
    return current.result;
  };

  async function runChecks(): Promise<Readiness> {
    const entries = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await outcome(name, check)] as const),
    );
    return { ready: entries.every(([, answer]) => answer === 'ok'), checks: Object.fromEntries(entries) };
  }

  /** A check that hangs is not begun again beside itself: probes must not use up what they ask about. */
  function once(name: string, check: Check): Promise<void> {
    const begun = running.get(name) ?? check().finally(() => running.delete(name));
    running.set(name, begun);
    return begun;
  }

  async function outcome(name: string, check: Check): Promise<'ok' | 'failed'> {
    try {
      await within(withinMs, once(name, check));
      if (failing.delete(name)) log.info({ check: name }, 'ready check holds again');
      metrics.ready.set({ check: name }, 1);
      return 'ok';
    } catch (error) {
      const level = error instanceof NotYet ? 'debug' : 'warn';
      if (!failing.has(name)) log[level]({ err: error, check: name }, 'ready check fails');
      failing.add(name);
      metrics.ready.set({ check: name }, 0);
      return 'failed';
    }
  }
}
