import type { AddressDto } from '../dtos/addresses.js';
import type { CalendarDto, EntryDto } from '../dtos/events.js';
import type { Page, PageQuery } from '../pages.js';
import type { Refused } from '../problems.js';
import type { MaybeViewer } from '../viewer.js';

export interface EventsService {
  /**
   * Adds a calendar under its slug, or gives the one that is there its title.
   *
   * @throws Forbidden unless the viewer is an organiser.
   */
  saveCalendar(viewer: MaybeViewer, calendar: CalendarDto): Promise<CalendarSaved>;

  /**
   * Announces an entry under its slug, or changes the one that is there. Records `entry.announced` or `entry.changed`;
   * the same again changes nothing and records nothing.
   *
   * @throws Forbidden unless the viewer is an organiser.
   */
  saveEntry(viewer: MaybeViewer, entry: EntryInput): Promise<EntrySaved>;

  findEntry(viewer: MaybeViewer, slug: string): Promise<EntryDto | null>;

  /** What has not ended, the next first. */
  listUpcoming(viewer: MaybeViewer, query: PageQuery): Promise<Page<EntryDto>>;

  /** Pages of what has not ended, in an order that new ones do not disturb; at most 5000 on a page. */
  listAddresses(query: PageQuery): Promise<AddressDto[]>;

  /** How many entries have not ended, and in how many calendars they are. */
  countUpcoming(): Promise<{ entries: number; calendars: number }>;
}

export interface EntryInput extends Omit<EntryDto, 'id' | 'calendar'> {
  /** The slug of its calendar. */
  calendar: string;
}

export type CalendarSaved = { kind: 'added' | 'changed' | 'unchanged'; calendar: CalendarDto } | Refused;

export type EntrySaved = { kind: 'announced' | 'changed' | 'unchanged'; entry: EntryDto } | Refused;
