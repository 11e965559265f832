import { withStores } from '../../dev/runner/with-stores.js';
import type { Bench } from '../bench.js';
import { measureStranger, measureWarm } from './against-bare.js';
import { measureCold } from './cold/measure-cold.js';
import { fetchPodium } from './cold/podium.js';
import { aside } from './cores.js';
import type { Effort } from './duel.js';
import { withHouse } from './house.js';
import { withLoad } from './load.js';

const fullEffort: Effort = { rounds: 7, roundMs: 1_500, connections: 32, warmMs: 8_000 };

/** What a page costs: kept whole, composed of warm fragments, and all cold. */
export function composeBench(effort = fullEffort, fetchFrame = fetchPodium): Bench {
  return {
    name: 'compose',
    about: 'pages kept whole, of warm fragments and all cold, against bare Node, Podium and plain Koa',
    run: ({ say }) =>
      aside(() =>
        withStores({ isDurable: true }, (stores) =>
          withLoad(async (load) => [
            ...(await withHouse(stores, async (blog) => [
              await measureStranger(blog, effort, load, say),
              await measureWarm(blog, effort, load, say),
            ])),
            ...(await measureCold(
              stores,
              { ...effort, connections: Math.min(8, effort.connections) },
              load,
              say,
              fetchFrame,
            )),
          ]),
        ),
      ),
  };
}
