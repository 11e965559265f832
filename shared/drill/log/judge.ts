import { count, failuresOf, isDoomed, stack, type Parcel } from './parcels.js';
import type { PlannedUnit } from './plan.js';
import type { Watcher } from './watcher.js';

interface Logged {
  id: string;
  n: number;
}

interface Effect {
  handler: string;
  activity_id: string;
  n: number;
  address: number;
}

interface Task {
  handler: string;
  state: string;
  n: number;
}

/** What must not have happened, each with what it happened to. */
export interface Verdict {
  lost: string[];
  doubled: string[];
  disordered: string[];
  /** Although they could have been handled; or not, although they never could. */
  deadWrongly: string[];
  unfinished: string[];
  /** By units that were rolled back. */
  leftBehind: string[];
}

/** Compares what was planned with what the tables say once everything has come to rest. */
export async function judge(watcher: Pick<Watcher, 'rows'>, planned: readonly PlannedUnit[][]): Promise<Verdict> {
  const logged = await watcher.rows<Logged>(`select id, (payload ->> 'n')::int as n from ap_activities order by id`);
  const effects = await watcher.rows<Effect>(`select handler, activity_id, n, address from drill_effects order by seq`);
  const tasks = await watcher.rows<Task>(
    `select task.handler, task.state, (activity.payload ->> 'n')::int as n
     from ap_activity_tasks task join ap_activities activity on activity.id = task.activity_id`,
  );
  const units = planned.flat();
  const parcels = units.filter((unit) => !unit.isTakenBack).flatMap((unit) => unit.parcels);
  const takenBack = new Set(units.filter((unit) => unit.isTakenBack).flatMap((unit) => unit.parcels.map(({ n }) => n)));
  return {
    ...judgeCounts(parcels, logged, effects),
    disordered: [...outOfOrder(effects), ...drawnOutOfOrder(planned, logged)],
    deadWrongly: tasks
      .filter(({ handler, state, n }) => (state === 'dead') !== isDoomed(handler, n) && state !== 'new')
      .map(({ handler, state, n }) => `${handler} of parcel ${n} is ${state}`),
    unfinished: tasks.filter(({ state }) => state === 'new').map(({ handler, n }) => `${handler} of parcel ${n}`),
    leftBehind: logged.filter(({ n }) => takenBack.has(n)).map(({ n }) => `parcel ${n}`),
  };
}

/** Each parcel once in the log, and each of its handlers' effects once; those that always fail leave none. */
function judgeCounts(parcels: readonly Parcel[], logged: readonly Logged[], effects: readonly Effect[]) {
  const times = new Map<string, number>();
  const bump = (key: string) => times.set(key, (times.get(key) ?? 0) + 1);
  for (const { n } of logged) bump(`the record of parcel ${n}`);
  for (const { handler, n } of effects) bump(`${handler} of parcel ${n}`);
  const [lost, doubled]: [string[], string[]] = [[], []];
  const expect = (key: string, wanted: number) => {
    const found = times.get(key) ?? 0;
    if (found < wanted) lost.push(key);
    if (found > wanted) doubled.push(`${key}: ${found} times`);
  };
  for (const { n } of parcels) {
    expect(`the record of parcel ${n}`, 1);
    for (const handler of [stack, count]) {
      expect(`${handler} of parcel ${n}`, failuresOf(handler, n) === Infinity ? 0 : 1);
    }
  }
  return { lost, doubled };
}

/** Of one address, effects come in the order of the activities' ids. */
function outOfOrder(effects: readonly Effect[]): string[] {
  const latest = new Map<number, bigint>();
  return effects
    .filter(({ handler }) => handler === stack)
    .filter(({ activity_id, address }) => {
      const [id, before] = [BigInt(activity_id), latest.get(address) ?? -1n];
      latest.set(address, id);
      return id < before;
    })
    .map(({ n, address }) => `parcel ${n} at address ${address}`);
}

/** A producer's later unit has committed later, so its ids of the same address are greater. */
function drawnOutOfOrder(planned: readonly PlannedUnit[][], logged: readonly Logged[]): string[] {
  const ids = new Map(logged.map(({ id, n }) => [n, BigInt(id)]));
  return planned.flatMap((units) => {
    const latest = new Map<number, bigint>();
    return units
      .filter((unit) => !unit.isTakenBack)
      .flatMap((unit) => unit.parcels)
      .filter(({ n, address }) => {
        const [id, before] = [ids.get(n) ?? -1n, latest.get(address) ?? -1n];
        latest.set(address, id);
        return id < before;
      })
      .map(({ n }) => `the record of parcel ${n}`);
  });
}
