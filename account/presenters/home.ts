import { countOf } from '@rose-ash/shared/lib/count-of';
import type { HomeModel } from '../views.js';

export interface Holdings {
  members: number;
}

/** Says how many people have an account. */
export function presentHome({ members }: Holdings): HomeModel {
  if (members === 0) return { holds: ['Nobody has an account so far, so there is nothing here about anybody.'] };
  return { holds: [`So far ${countOf(members, 'person has', 'people have')} an account.`] };
}
