import { Gauge, type Registry } from 'prom-client';
import { within } from '../../lib/within.js';

const askMs = 1_000;
const keepMs = 5_000;

/** What is asked when `/metrics` is. */
export interface Depths {
  /** Jobs that wait, now or until later. */
  queued: () => Promise<number>;
  /** Dead jobs that nobody has decided about. */
  dead: () => Promise<number>;
}

/** Two gauges, read at scrape: 1 s at most each, at most every 5 s, and not a number while it cannot be told. */
export function watchDepth(registry: Registry, { queued, dead }: Depths): void {
  gauge(registry, 'jobs_queued', 'Jobs of this app that wait in the queue, now or until later', queued);
  gauge(registry, 'jobs_dead', 'Jobs of this app that failed for good and wait for a decision', dead);
}

function gauge(registry: Registry, name: string, help: string, ask: () => Promise<number>): void {
  const asked = kept(ask);
  const registers = [registry];
  new Gauge({
    ...{ name, help, registers },
    async collect() {
      this.set(await asked());
    },
  });
}

function kept(ask: () => Promise<number>): () => Promise<number> {
  let last = { at: -Infinity, answer: Promise.resolve(NaN) };
  return () => {
    if (performance.now() - last.at > keepMs) {
      last = { at: performance.now(), answer: within(askMs, ask()).catch(() => NaN) };
    }
    return last.answer;
  };
}
