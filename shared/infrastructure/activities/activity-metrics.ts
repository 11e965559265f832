import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { within } from '../../lib/within.js';
import type { Outcome } from './handle-next.js';
import type { Backlog } from './read-backlog.js';

/** The numbers of handling. */
export interface ActivityMetrics {
  handled: (handler: string, outcome: Outcome, seconds: number) => void;
}

/** Seconds; from a row or two to a handler that ought to have been a job. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30];

/** A scrape does not wait longer for the database; what it could not get is left out of it. */
const patienceMs = 1_000;
const freshMs = 5_000;

/**
 * Registers what workers tell, and what the database says of each handler's backlog when it is asked for.
 *
 * @param handlers these are shown with 0 when they have nothing to do.
 */
export function createActivityMetrics(
  registry: Registry,
  handlers: readonly string[],
  readBacklog: () => Promise<Backlog[]>,
): ActivityMetrics {
  const registers = [registry];
  const handled = new Counter({
    name: 'activity_tasks_total',
    help: 'Tasks by handler and outcome: handled, failed, dead, settled elsewhere or lost with the connection',
    labelNames: ['handler', 'outcome'],
    registers,
  });
  const seconds = new Histogram({
    name: 'activity_task_duration_seconds',
    help: 'Time from looking for a task to its commit or failure, by handler',
    labelNames: ['handler'],
    buckets,
    registers,
  });
  registerBacklog(registry, handlers, atMostEvery(freshMs, readBacklog));
  return {
    handled: (handler, outcome, took) => {
      handled.inc({ handler, outcome });
      seconds.observe({ handler }, took);
    },
  };
}

function registerBacklog(registry: Registry, handlers: readonly string[], read: () => Promise<Backlog[]>): void {
  const gauge = (name: string, help: string, of: (one: Omit<Backlog, 'handler'>) => number) =>
    new Gauge({
      name,
      help,
      labelNames: ['handler'],
      registers: [registry],
      async collect() {
        const backlog = await within(patienceMs, read()).catch(() => null);
        this.reset();
        if (backlog === null) return;
        for (const handler of handlers) this.set({ handler }, 0);
        for (const one of backlog) this.set({ handler: one.handler }, of(one));
      },
    });
  gauge('activity_tasks_waiting', 'Tasks still to be handled', (one) => one.waiting);
  gauge('activity_tasks_dead', 'Tasks that failed too often; see rose jobs dead', (one) => one.dead);
  gauge('activity_tasks_lag_seconds', 'How long the oldest due task has been due', (one) => one.lagSeconds);
}

/** What was read is the answer until it is old; who asks meanwhile waits for the same reading. */
function atMostEvery<T>(ms: number, read: () => Promise<T>): () => Promise<T> {
  let latest: { at: number; value: Promise<T> } | null = null;
  return () => {
    if (latest === null || performance.now() - latest.at >= ms) latest = { at: performance.now(), value: read() };
    return latest.value;
  };
}
