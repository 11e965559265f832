import type { Dispatcher } from 'undici';
import { withStores } from '../../dev/runner/with-stores.js';
import type { Bench, Figure } from '../bench.js';
import { median, sideBySide } from '../side-by-side.js';
import { withBare, withOurs } from './grounds.js';
import { openAgent, signOn, type Ground } from './sign-on.js';

export interface Effort {
  rounds: number;
  /** Sign-ons in a round, one after another. */
  times: number;
}

const fullEffort: Effort = { rounds: 7, times: 150 };

/** What it costs that who is signed in is true, and survives the process. */
export function signOnBench({ rounds, times }: Effort = fullEffort): Bench {
  return {
    name: 'sign-on',
    about: 'a silent sign-on, against the provider’s library with everything in memory',
    async run({ say }) {
      const agent = openAgent();
      const perSecond = (ground: Ground) => async () => 1_000 / (await medianMs(ground, agent, times));
      try {
        return await withStores({ isDurable: true }, (stores) =>
          withOurs(stores, (ours) =>
            withBare(agent, async (bare) => [
              figureOf(
                await sideBySide(rounds, perSecond(ours), perSecond(bare), (what) => say(`signing on, ${what}`)),
              ),
            ]),
          ),
        );
      } finally {
        await agent.close();
      }
    },
  };
}

async function medianMs(ground: Ground, agent: Dispatcher, times: number): Promise<number> {
  const took: number[] = [];
  for (let n = 0; n < times; n += 1) took.push(await signOn(ground, agent));
  return median(took);
}

function figureOf({ ours, theirs }: { ours: number; theirs: number }): Figure {
  return {
    name: 'silent sign-ons, one after another, by their median',
    unit: 'per second',
    figure: ours,
    yardstick: { name: 'the library alone, in memory', figure: theirs },
    ratio: ours / theirs,
    aim: 0.33,
  };
}
