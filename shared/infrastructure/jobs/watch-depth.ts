import { Gauge, type Registry } from 'prom-client';
import { askAtScrape } from '../metrics/ask-at-scrape.js';

/** What is asked when `/metrics` is. */
export interface Depths {
  /** Jobs that wait, now or until later. */
  queued: () => Promise<number>;
  /** Dead jobs that nobody has decided about. */
  dead: () => Promise<number>;
}

/** Two gauges, read at scrape, and not a number while it cannot be told. */
export function watchDepth(registry: Registry, { queued, dead }: Depths): void {
  gauge(registry, 'jobs_queued', 'Jobs of this app that wait in the queue, now or until later', queued);
  gauge(registry, 'jobs_dead', 'Jobs of this app that failed for good and wait for a decision', dead);
}

function gauge(registry: Registry, name: string, help: string, ask: () => Promise<number>): void {
  const asked = askAtScrape(ask, NaN);
  const registers = [registry];
  new Gauge({
    ...{ name, help, registers },
    async collect() {
      this.set(await asked());
    },
  });
}
