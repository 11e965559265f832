const dayMs = 86_400_000;
const weekMs = 7 * dayMs;
/** The first Monday of Unix time. */
const firstMonday = 4 * dayMs;

/** A day of the calendar, wherever one is. */
export interface Day {
  year: number;
  /** From 1. */
  month: number;
  day: number;
}

/** Weeks since the first Monday of Unix time, by the clocks of the zone: one number from Monday to Sunday. */
export function weekOf(moment: Date, zone: string): number {
  return Math.floor((clockOf(moment, zone) - firstMonday) / weekMs);
}

/** @param weekday 1 for Monday to 7 for Sunday. */
export function dayIn(week: number, weekday: number): Day {
  const date = new Date(firstMonday + week * weekMs + (weekday - 1) * dayMs);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/**
 * When the clocks of the zone show this time on this day. Good for times of day at which people meet: not for the hour
 * in which clocks change.
 *
 * @param time `19:30`.
 */
export function momentAt({ year, month, day }: Day, time: string, zone: string): Date {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const shown = Date.UTC(year, month - 1, day, hours, minutes);
  return new Date(shown - (clockOf(new Date(shown), zone) - shown));
}

/** What the clocks of the zone show, as if it were UTC, in ms. */
function clockOf(moment: Date, zone: string): number {
  // Swedes write dates as 2026-11-25 12:00:00.
  const shown = moment.toLocaleString('sv-SE', { timeZone: zone });
  return Date.parse(`${shown.replace(' ', 'T')}Z`);
}
