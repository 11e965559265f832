import type { CalendarDto, EntryDto } from '../../contracts/dtos/events.js';
import type { Entry } from '../../models/events/entry.js';

/** What is shown of an entry. */
export const entryColumns = {
  id: true,
  slug: true,
  title: true,
  startsAt: true,
  endsAt: true,
  zone: true,
  place: true,
} as const;

/** Whether or not it was read from the table. */
type EntryRow = Pick<Entry, keyof typeof entryColumns>;

export interface EntryOfCalendar extends EntryRow {
  calendar: CalendarDto;
}

/** `calendar`, what is told of the calendar with this id. */
export function sqlOfCalendar(id: string): string {
  return `(select json_build_object('slug', slug, 'title', title) from calendars where id = ${id}) as calendar`;
}

export function toEntryDto(entry: EntryRow, calendar: CalendarDto): EntryDto {
  const { id, slug, title, startsAt, endsAt, zone, place } = entry;
  return { id, slug, title, startsAt, endsAt, zone, place, calendar: { slug: calendar.slug, title: calendar.title } };
}
