import { Counter, Histogram, type Registry } from 'prom-client';
import type { ShownFragment } from './compose.js';

/** Seconds that a page waits; the deadline is 0.15. */
const buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.5];

/** Counts every fragment shown: hit (memory or Redis), miss (made for this page), stale, fail (fallback), nobody. */
export function createFragmentMetrics(register: Registry): (shown: ShownFragment) => void {
  const registers = [register];
  const shownTotal = new Counter({
    name: 'fragments_shown_total',
    help: 'Fragments that pages showed, by type and outcome: hit, miss, stale, fail or nobody',
    labelNames: ['type', 'outcome'],
    registers,
  });
  const waited = new Histogram({
    name: 'fragment_wait_seconds',
    help: 'How long pages waited for a fragment, by type',
    labelNames: ['type'],
    buckets,
    registers,
  });
  return (shown) => {
    shownTotal.inc({ type: shown.type, outcome: outcomeOf(shown) });
    waited.observe({ type: shown.type }, shown.waitedMs / 1000);
  };
}

function outcomeOf({ state, source }: ShownFragment): string {
  if (state === 'fresh') return source === 'upstream' ? 'miss' : 'hit';
  return state === 'fallback' ? 'fail' : state;
}
