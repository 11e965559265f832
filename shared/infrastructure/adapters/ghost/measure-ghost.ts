import { Counter, Gauge, type Registry } from 'prom-client';
import type { GhostWatchDto } from '../../../contracts/ghost-watch.js';
import type { Services } from '../../../contracts/registry.js';
import { operator } from '../../../contracts/viewer.js';
import { askAtScrape } from '../../metrics/ask-at-scrape.js';

/** How the reading of a Ghost stands, from the one row about it: every worker says the same. */
export function measureGhost(services: Services, registry: Registry, site: string): void {
  const watch = askAtScrape<GhostWatchDto | null>(() => services.blog.findGhostWatch(operator, site), null);
  const gauge = (name: string, help: string, read: (watch: GhostWatchDto | null) => number) =>
    new Gauge({
      ...{ name, help, registers: [registry] },
      async collect() {
        this.set(read(await watch()));
      },
    });
  gauge('ghost_lag_seconds', 'Since the moment whose state of the Ghost is here', (one) => one?.lagSeconds ?? NaN);
  gauge('ghost_paused', '1 while the Ghost is not asked until an operator says so', (one) => (one?.paused ? 1 : 0));
  gauge('ghost_failing', 'Readings of the Ghost that failed in a row', (one) => one?.failing?.times ?? 0);
  gauge('ghost_drift', 'What the last whole comparison found otherwise than it should be', (one) => one?.drift?.count ?? NaN); // prettier-ignore
  new Counter({
    ...{ name: 'ghost_ticks_total', help: 'Turns at reading the Ghost, of all workers', registers: [registry] },
    async collect() {
      this.reset();
      this.inc((await watch())?.ticks ?? 0);
    },
  });
  new Counter({
    ...{ name: 'ghost_errors_total', help: 'Readings of the Ghost that failed, of all workers', registers: [registry] },
    labelNames: ['kind'],
    async collect() {
      this.reset();
      for (const [kind, count] of Object.entries((await watch())?.errors ?? {})) this.inc({ kind }, count);
    },
  });
}
