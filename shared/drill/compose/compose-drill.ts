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
  sick: { views: 6, ways: Infinity },
  redis: { awayMs: 11_000, absences: ['cut off', 'hung', 'killed'] },
  apart: { members: 50, pages: 200 },
  killed: { kills: 3 },
};

/** Pages made of six services' parts under fire. */
export function composeDrill(scale = fullScale): Drill {
  return {
    name: 'compose',
    about: 'pages stay whole, right and in time while neighbours, Redis and whoever edits are killed',
    run: (stage) => withStores({ isDurable: false }, ({ databaseUrl }) => drill(scale, stage, databaseUrl)),
  };
}

async function drill(scale: Scale, { seed, say }: Stage, databaseUrl: string): Promise<Outcome> {
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
      await playAll(scale, play);
      return play.count;
    } finally {
      await onlooker.close();
      await house.stop();
    }
  } finally {
    await redis.stop();
  }
}

async function playAll(scale: Scale, play: Play): Promise<void> {
  await drillColdFragment(play, scale.cold);
  await drillEdits(play, scale.edits);
  await drillSickNeighbours(play, scale.sick);
  await drillRedisGone(play, scale.redis);
  await drillMembersApart(play, scale.apart);
  await drillKilledEditor(play, scale.killed);
}
