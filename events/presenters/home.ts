import { countOf } from '@rose-ash/shared/lib/count-of';
import type { HomeModel } from '../views.js';

export interface Holdings {
  /** Those with something still to come. */
  calendars: number;
  /** Entries that are still to come. */
  entries: number;
}

/** Says what the calendars hold. */
export function presentHome({ calendars, entries }: Holdings): HomeModel {
  if (entries === 0) return { holds: ['The calendar is bare: nothing that is still to come has been entered.'] };
  return {
    holds: [
      `Still to come: ${countOf(entries, 'entry', 'entries')} in ${countOf(calendars, 'calendar', 'calendars')}.`,
    ],
  };
}
