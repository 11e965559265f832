import type { CalendarDto, EntryDto } from '../../contracts/dtos/events.js';
import type { Entry } from '../../models/events/entry.js';

/** The columns that are shown, whether or not they were read from the table. */
type EntryRow = Pick<Entry, Exclude<keyof EntryDto, 'calendar'>>;

export function toEntryDto(entry: EntryRow, calendar: CalendarDto): EntryDto {
  const { id, slug, title, startsAt, endsAt, zone, place } = entry;
  return { id, slug, title, startsAt, endsAt, zone, place, calendar: { slug: calendar.slug, title: calendar.title } };
}
