import { chanceFrom } from '../../dev/runner/chance.js';
import type { Parcel } from './parcels.js';

export interface Scale {
  /** Parcels whose units commit. */
  activities: number;
  addresses: number;
  producers: number;
  kills: number;
  flushes: number;
  crashes: number;
}

/** One unit of work that a producer will do, in the order of the list. */
export interface PlannedUnit {
  id: number;
  parcels: Parcel[];
  /** It records and then throws, and must leave nothing. */
  isTakenBack: boolean;
}

const mostParcels = 5;
const takenBackShare = 0.1;

/** What each producer does. Every parcel has a number of its own, also those that are taken back. */
export function planUnits(scale: Scale, seed: number): PlannedUnit[][] {
  const chance = chanceFrom(seed);
  const byProducer: PlannedUnit[][] = Array.from({ length: scale.producers }, () => []);
  let [n, left] = [0, scale.activities];
  for (let id = 0; left > 0; id += 1) {
    const isTakenBack = chance.next() < takenBackShare;
    const many = isTakenBack ? mostParcels : Math.min(left, 1 + chance.below(mostParcels));
    const parcels = Array.from({ length: many }, () => ({ n: n++, address: chance.below(scale.addresses) }));
    byProducer[chance.below(scale.producers)]?.push({ id, parcels, isTakenBack });
    if (!isTakenBack) left -= many;
  }
  return byProducer;
}

export type Shock = 'kill' | 'flush' | 'crash';

/** What goes wrong, in which order. */
export function planShocks({ kills, flushes, crashes }: Scale, seed: number): Shock[] {
  const chance = chanceFrom(seed + 1);
  const shocks: Shock[] = [
    ...Array<Shock>(kills).fill('kill'),
    ...Array<Shock>(flushes).fill('flush'),
    ...Array<Shock>(crashes).fill('crash'),
  ];
  return shocks
    .map((shock) => ({ shock, at: chance.next() }))
    .sort((one, other) => one.at - other.at)
    .map(({ shock }) => shock);
}
