import { chanceFrom } from '../../dev/runner/chance.js';
import type { Stage } from '../../dev/runner/run-command-line.js';
import { withStores } from '../../dev/runner/with-stores.js';
import type { Drill, Outcome } from '../drill.js';
import { drillColdFragment } from './cold-fragment.js';
import { drillEdits } from './edits.js';
import { openHouse } from './house.js';
import { drillKilledEditor } from './killed-editor.js';
import { drillMembersApart } from './members-apart.js';
import { startMortalRedis } from './mortal-redis.js';
import { Onlooker } from './onlooker.js';
import { drillRedisGone } from './redis-gone.js';
import { drillSickNeighbours } from './sick-neighbours.js';
import { Tally, type Play } from './stage.js';

export interface Scale {
  cold: Parameters<typeof drillColdFragment>[1];
  edits: Parameters<typeof drillEdits>[1];
  sick: Parameters<typeof drillSickNeighbours>[1];
  redis: Parameters<typeof drillRedisGone>[1];
  apart: Parameters<typeof drillMembersApart>[1];
  killed: Parameters<typeof drillKilledEditor>[1];
}

const fullScale: Scale = {
  cold: { rounds: 10, views: 50 },
  edits: { edits: 100 },
  sick: { views: 18, ways: Infinity },
  redis: { awayMs: 12_500, absences: ['cut off', 'hung', 'killed'] },
  apart: { members: 50, pages: 200 },
  killed: { kills: 3 },
};

type Act = keyof Scale;

const acts: Record<Act, { about: string; play: (play: Play, scale: Scale) => Promise<void> }> = {
  cold: { about: 'one render of a fragment that nobody has', play: (play, { cold }) => drillColdFragment(play, cold) },
  edits: { about: 'edits while fills are under way', play: (play, { edits }) => drillEdits(play, edits) },
  sick: {
    about: 'a neighbour that ails in every way there is',
    play: (play, { sick }) => drillSickNeighbours(play, sick),
  },
  redis: { about: 'Redis cut off, hung and killed', play: (play, { redis }) => drillRedisGone(play, redis) },
  apart: { about: 'nobody sees what is another’s', play: (play, { apart }) => drillMembersApart(play, apart) },
  killed: {
    about: 'whoever edits dies before it tells anybody',
    play: (play, { killed }) => drillKilledEditor(play, killed),
  },
};
const actNames = Object.keys(acts) as Act[];

/** Pages made of six services' parts under fire. */
export function composeDrill(scale = fullScale): Drill {
  const run =
    (...chosen: Act[]): Drill['run'] =>
    (stage) =>
      withStores({ isDurable: false }, ({ databaseUrl }) => drill(chosen, scale, stage, databaseUrl));
  return {
    name: 'compose',
    about: 'pages stay whole, right and in time while neighbours, Redis and whoever edits are killed',
    run: run(...actNames),
    acts: actNames.map((act) => ({ name: `compose/${act}`, about: acts[act].about, run: run(act) })),
  };
}

async function drill(chosen: Act[], scale: Scale, { seed, say }: Stage, databaseUrl: string): Promise<Outcome> {
  const redis = await startMortalRedis();
  try {
    say('opening the house');
    const house = await openHouse(databaseUrl, redis);
    const onlooker = new Onlooker(house);
    try {
      const members = await house.signIn(1);
      let loaves = 0;
      const play: Play = {
        ...{ house, onlooker, members, say, chance: chanceFrom(seed), count: new Tally() },
        nextLoaf: () => (loaves += 1),
      };
      for (const act of chosen) await acts[act].play(play, scale);
      return play.count;
    } finally {
      await onlooker.close();
      await house.stop();
    }
  } finally {
    await redis.stop();
  }
}
