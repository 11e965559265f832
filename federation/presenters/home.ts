import { countOf } from '@rose-ash/shared/lib/count-of';
import type { HomeModel } from '../views.js';

export interface Holdings {
  people: number;
}

/** Says who is here. */
export function presentHome({ people }: Holdings): HomeModel {
  if (people === 0) return { holds: ['It is quiet here so far: nobody has joined, so nobody has said anything.'] };
  return { holds: [`Here so far: ${countOf(people, 'person', 'people')}.`] };
}
