import type { EntryDto } from '@rose-ash/shared/contracts/dtos/events';
import type { Format } from '@rose-ash/shared/lib/format';
import type { Leaf } from '../views/models.js';

type Span = Pick<EntryDto, 'startsAt' | 'endsAt' | 'zone'>;

/** The day it begins, by the clocks of the place. */
export function presentLeaf({ startsAt, zone }: Span, now: Date, format: Format): Leaf {
  const { weekday, day, month, year } = format.leaf(startsAt, zone);
  const isThisYear = year === format.leaf(now, zone).year;
  return { iso: startsAt.toISOString(), weekday, day, month: isThisYear ? month : `${month} ${year}` };
}

/** `19:30 to 23:00`, with the last day where it is another, and with the zone where people here live in another. */
export function presentTimes({ startsAt, endsAt, zone }: Span, format: Format): string {
  const [firstDay, lastDay] = [format.weekday(startsAt, zone), format.weekday(endsAt, zone)];
  const end = firstDay === lastDay ? format.time(endsAt, zone) : `${format.time(endsAt, zone)} on ${lastDay}`;
  const zoneName = format.zone(zone, startsAt);
  return `${format.time(startsAt, zone)} to ${end}${zoneName && `, ${zoneName}`}`;
}
