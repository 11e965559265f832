import { Counter, Histogram, type Registry } from 'prom-client';
import type { FragmentType } from '../../contracts/fragments.js';
import type { ShownFragment } from './compose.js';

/** Seconds that a page waits; the deadline is 0.15. */
const buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.5];

/** Counts every fragment shown: hit (memory or Redis), miss (made for this page), stale, fail (fallback), nobody. */
export function createFragmentMetrics(register: Registry): (shown: ShownFragment) => void {
  const registers = [register];
  /** Since the last scrape. They are most of what is shown, and cost next to nothing otherwise. */
  const fromMemory = new Map<FragmentType, number>();
  const shownTotal = new Counter({
    name: 'fragments_shown_total',
    help: 'Fragments that pages showed, by type and outcome: hit, miss, stale, fail or nobody',
    labelNames: ['type', 'outcome'],
    registers,
    collect() {
      for (const [type, count] of fromMemory) this.inc({ type, outcome: 'hit' }, count);
      fromMemory.clear();
    },
  });
  const waited = new Histogram({
    name: 'fragment_wait_seconds',
    help: 'How long pages waited for a fragment that was not in memory, by type',
    labelNames: ['type'],
    buckets,
    registers,
  });
  return (shown) => {
    if (shown.state === 'fresh' && shown.source === 'memory') {
      fromMemory.set(shown.type, (fromMemory.get(shown.type) ?? 0) + 1);
      return;
    }
    shownTotal.inc({ type: shown.type, outcome: outcomeOf(shown) });
    waited.observe({ type: shown.type }, shown.waitedMs / 1000);
  };
}

function outcomeOf({ state, source }: ShownFragment): string {
  if (state === 'fresh') return source === 'upstream' ? 'miss' : 'hit';
  return state === 'fallback' ? 'fail' : state;
}
