import { Pool } from 'undici';
import type { Stage } from '../../dev/runner/run-command-line.js';
import { withStores } from '../../dev/runner/with-stores.js';
import type { Bench, Figure, Measured } from '../bench.js';
import { inTurns, median, perSecond, spread } from '../side-by-side.js';
import { openAgent, signOn } from './ask-provider.js';
import { withRig, type Rig, type Side } from './rig.js';
import { goThrough } from './street.js';

export interface Effort {
  rounds: number;
  /** Sign-ons in a round, one after another. */
  times: number;
  /** How long a round of requests takes, in ms. */
  roundMs: number;
}

const fullEffort: Effort = { rounds: 7, times: 100, roundMs: 1_500 };
const connections = 8;
/** At most three times as long. */
const aim = 0.33;

/** What it costs that who is signed in is true on all sites at each request, and survives the process. */
export function signOnBench(effort = fullEffort): Bench {
  return {
    name: 'sign-on',
    about: 'silent sign-ons and knowing a member, against the provider’s library with everything in memory',
    async run(stage) {
      const agent = openAgent();
      try {
        return await withStores({ isDurable: true }, (stores) =>
          withRig(stores, async (rig) => [
            await signingOn(rig, effort, stage, {
              name: 'silent sign-ons as the provider has them: asked, and the code traded',
              once: ({ ground }) => signOn(ground, agent),
            }),
            await signingOn(rig, effort, stage, {
              name: 'silent sign-ons as a browser has them: the page, the provider and back',
              once: ({ street }) => goThrough(street),
            }),
            await knowing(rig, effort, stage),
          ]),
        );
      } finally {
        await agent.close();
      }
    },
  };
}

interface Found {
  perSecond: number;
  micros: number;
}

interface Way {
  name: string;
  once: (side: Side) => Promise<number>;
}

/** One after another, by the median of each round. */
async function signingOn(rig: Rig, { rounds, times }: Effort, { say }: Stage, { name, once }: Way): Promise<Figure> {
  const round = (side: Side) => () =>
    withCost(side, async () => {
      const took: number[] = [];
      for (let n = 0; n < times; n += 1) took.push(await once(side));
      return { perSecond: 1_000 / median(took), times };
    });
  const found = await inTurns(rounds, round(rig.ours), round(rig.theirs), (what) => say(`signing on, ${what}`));
  return figureOf(name, found, 'the library alone, in memory', aim);
}

async function knowing(rig: Rig, { rounds, roundMs }: Effort, { say }: Stage): Promise<Figure> {
  const cookie = `__Host-sid=${rig.ours.street.browser.cookie(rig.ours.street.start, '__Host-sid')}`;
  const headers = { host: new URL(rig.ours.street.start).host, cookie };
  const found = await inTurns(
    rounds,
    () => askAtOnce(rig.ours, roundMs, '/auth/login?next=/', headers),
    () => askAtOnce(rig.theirs, roundMs, '/known', {}),
    (what) => say(`knowing somebody, ${what}`),
  );
  const name = 'requests of a member, answered with nothing but that they are known';
  return figureOf(name, found, 'one value of Redis, one row', null);
}

async function askAtOnce(side: Side, ms: number, path: string, headers: Record<string, string>): Promise<Found> {
  const pool = new Pool(`http://127.0.0.1:${side.site.publicPort}`, { connections });
  try {
    return await withCost(side, async () => {
      let times = 0;
      const rate = await perSecond(connections, ms, async () => {
        const answer = await pool.request({ method: 'GET', path, headers });
        await answer.body.dump();
        if (answer.statusCode !== 303) throw new Error(`${path} answers ${answer.statusCode}`);
        times += 1;
      });
      return { perSecond: rate, times };
    });
  } finally {
    await pool.close();
  }
}

/** With what each cost the processes, in microseconds. */
async function withCost(side: Side, work: () => Promise<{ perSecond: number; times: number }>): Promise<Found> {
  const before = await spentBy(side);
  const done = await work();
  return { perSecond: done.perSecond, micros: ((await spentBy(side)) - before) / done.times };
}

async function spentBy({ processes }: Side): Promise<number> {
  const each = await Promise.all(processes.map((child) => child.spent()));
  return each.reduce((sum, micros) => sum + micros, 0);
}

function figureOf(
  name: string,
  { ours, theirs }: { ours: Found[]; theirs: Found[] },
  yardstick: string,
  wanted: number | null,
): Figure {
  const [own, beside] = [measured(ours), measured(theirs)];
  return {
    ...{ name, unit: 'per second', ...own, aim: wanted },
    yardstick: { name: yardstick, ...beside },
    ratio: own.figure / beside.figure,
  };
}

function measured(found: readonly Found[]): Measured {
  const rates = found.map((one) => one.perSecond);
  return { figure: median(rates), spread: spread(rates), cpuMicros: median(found.map(({ micros }) => micros)) };
}
