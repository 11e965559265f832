import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import type { Stage } from '../../dev/runner/run-command-line.js';
import { withStores, type Stores } from '../../dev/runner/with-stores.js';
import { ring } from '../../infrastructure/activities/wake.js';
import { createRedis } from '../../infrastructure/cache/create-redis.js';
import type { Drill, Outcome } from '../drill.js';
import { openUnits, tables, type Ground } from './ground.js';
import { judge, type Verdict } from './judge.js';
import { isDoomed, count } from './parcels.js';
import { planShocks, planUnits, type PlannedUnit, type Scale } from './plan.js';
import { produce } from './produce.js';
import { Shocks, type Scene } from './shocks.js';
import { Watcher } from './watcher.js';
import { WorkerProcess } from './worker-process.js';

const fullScale: Scale = { activities: 5_000, addresses: 50, producers: 6, kills: 10, flushes: 2, crashes: 1 };
const processes = 2;
const stallMs = 60_000;
const shownExamples = 10;

/** The activity log under fire. */
export function logDrill(scale = fullScale): Drill {
  return {
    name: 'log',
    about: 'activities are handled exactly once and in order, while workers, PostgreSQL and Redis are killed',
    // Only a crash asks what the disk holds.
    run: (stage) => withStores({ isDurable: scale.crashes > 0 }, (stores) => drill(scale, stage, stores)),
  };
}

async function drill(scale: Scale, { seed, say }: Stage, stores: Stores): Promise<Outcome> {
  const ground: Ground = { ...stores, prefix: 'drill' };
  const planned = planUnits(scale, seed);
  const watcher = new Watcher(stores.databaseUrl);
  const workers: WorkerProcess[] = [];
  const over = new AbortController();
  try {
    await watcher.rows(tables);
    for (let at = 1; at <= processes; at += 1) workers.push(new WorkerProcess(ground, `rose drill worker ${at}`));
    await Promise.all(workers.map((worker) => worker.ready()));
    const shocks = new Shocks(planShocks(scale, seed), {
      ...{ stores, workers, watcher, seed, say },
      over: over.signal,
    });
    await Promise.all([shocks.run(effectsOf(planned)), produceAll(ground, planned, shocks, over.signal)]);
    await comeToRest({ watcher, say });
    // One that was killed late may still be starting, and knows no signal yet.
    await Promise.all(workers.map((worker) => worker.ready()));
    const stops = await Promise.all(workers.map((worker) => worker.stop()));
    const verdict = await judge(watcher, planned);
    return toOutcome(scale, planned, verdict, {
      tasksCut: shocks.tasksCut,
      badEnds: workers.reduce(
        (sum, { unexpectedEnds }) => sum + unexpectedEnds,
        stops.filter((clean) => !clean).length,
      ),
    });
  } finally {
    over.abort();
    await Promise.all(workers.map((worker) => worker.stop()));
    await watcher.close();
  }
}

const parcelsOf = (planned: readonly PlannedUnit[][], isTakenBack: boolean) =>
  planned.flat().flatMap((unit) => (unit.isTakenBack === isTakenBack ? unit.parcels : []));

function effectsOf(planned: readonly PlannedUnit[][]): number {
  const parcels = parcelsOf(planned, false);
  return 2 * parcels.length - parcels.filter(({ n }) => isDoomed(count, n)).length;
}

async function produceAll(
  ground: Ground,
  planned: readonly PlannedUnit[][],
  shocks: Shocks,
  over: AbortSignal,
): Promise<void> {
  const redis = createRedis(ground.redisUrl, pino({ level: 'silent' }), `${ground.prefix}:`);
  const bell = { wake: ring(redis, ground.prefix), enqueue: async () => undefined, invalidate: async () => undefined };
  const { dataSource, units } = openUnits(ground, planned.length, 'rose drill producers', bell);
  const mayGoOn = async (place: number) => {
    while (place > shocks.share) await pause(10, undefined, { signal: over });
  };
  try {
    await dataSource.initialize();
    await Promise.all(planned.map((mine) => produce(units, mine, mayGoOn)));
  } finally {
    await dataSource.destroy();
    redis.disconnect();
  }
}

/** Until nothing is left to do; or until nothing has been done for a minute, which the verdict then tells. */
async function comeToRest({ watcher, say }: Pick<Scene, 'watcher' | 'say'>): Promise<void> {
  let [left, since] = [Infinity, performance.now()];
  while (left > 0 && performance.now() - since < stallMs) {
    const now = await watcher.number(`select count(*) as number from ap_activity_tasks where state = 'new'`);
    if (now !== left) [left, since] = [now, performance.now()];
    say(`${left.toLocaleString('en-GB')} tasks left`);
    await pause(50);
  }
}

function toOutcome(
  { addresses, producers, kills, flushes, crashes }: Scale,
  planned: readonly PlannedUnit[][],
  verdict: Verdict,
  { tasksCut, badEnds }: { tasksCut: number; badEnds: number },
): Outcome {
  const doomed = parcelsOf(planned, false).filter(({ n }) => isDoomed(count, n));
  return {
    tried: {
      activities: parcelsOf(planned, false).length,
      'ordering keys': addresses,
      'rolled back': parcelsOf(planned, true).length,
      'never to succeed': doomed.length,
      producers,
      workers: processes * 4,
      'worker kills': kills,
      'tasks cut by them': tasksCut,
      'Redis flushes': flushes,
      'PostgreSQL crashes': crashes,
    },
    broken: {
      lost: verdict.lost.length,
      doubled: verdict.doubled.length,
      disordered: verdict.disordered.length,
      'dead wrongly': verdict.deadWrongly.length,
      unfinished: verdict.unfinished.length,
      'left by rolled-back units': verdict.leftBehind.length,
      'workers that ended badly': badEnds,
    },
    examples: Object.entries(verdict).flatMap(([what, found]: [string, string[]]) =>
      found.slice(0, shownExamples).map((one) => `${what}: ${one}`),
    ),
  };
}
