import { withStores } from '../../dev/runner/with-stores.js';
import type { Bench } from '../bench.js';
import { measureHandled } from './handled.js';
import { measureCost, measureRecorded, type Effort } from './recorded.js';
import { withRig } from './rig.js';

const fullEffort: Effort = { rounds: 7, roundMs: 1_500, costUnits: 500, activities: 1_000 };

/** What the activity log costs. */
export function logBench(effort = fullEffort): Bench {
  return {
    name: 'log',
    about: 'recording and handling activities, against the same rows in bare pg',
    run: (stage) =>
      withStores({ isDurable: true }, (stores) =>
        withRig(stores, async (rig) => [
          await measureRecorded(rig, effort, stage),
          await measureHandled(rig, effort, stage),
          await measureCost(rig, effort, stage),
        ]),
      ),
  };
}
