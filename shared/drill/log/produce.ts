import { setTimeout as pause } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import type { OpenUnit, UnitOfWork } from '../../contracts/unit-of-work.js';
import { parcelSent } from './parcels.js';
import type { PlannedUnit } from './plan.js';

class TakenBack extends Error {}

const patienceMs = 90_000;
const claimKey = `insert into drill_units (id) values ($1) on conflict do nothing returning id`;

/**
 * Does a producer's units one after another, each exactly once, through everything.
 *
 * When the connection breaks around a commit nobody can say whether it took place. So the unit's key is written in the
 * same commit, and a unit that is tried again finds it: an insert of a key that is being committed elsewhere waits for
 * that commit, so not even a transaction that still lives on the server can make it two.
 *
 * @param mayGoOn resolves when the unit at this place (0 to 1) may be done.
 */
export async function produce(
  units: UnitOfWork<EntityManager>,
  planned: readonly PlannedUnit[],
  mayGoOn: (place: number) => Promise<void>,
): Promise<void> {
  for (const [index, unit] of planned.entries()) {
    await mayGoOn(index / planned.length);
    await doOnce(units, unit);
  }
}

async function doOnce(units: UnitOfWork<EntityManager>, planned: PlannedUnit): Promise<void> {
  for (const until = performance.now() + patienceMs; ;) {
    try {
      await units.run((unit) => send(unit, planned));
      return;
    } catch (error) {
      if (error instanceof TakenBack) return;
      if (performance.now() > until) throw error;
      await pause(50);
    }
  }
}

async function send({ manager, tools }: OpenUnit<EntityManager>, { id, parcels, isTakenBack }: PlannedUnit) {
  const claimed = await manager.query<unknown[]>(claimKey, [id]);
  if (claimed.length === 0) return;
  const record = tools.record as (type: string, payload: unknown) => void;
  for (const parcel of parcels) record(parcelSent.type, parcel);
  if (isTakenBack) throw new TakenBack();
}
