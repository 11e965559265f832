import type { HeadingLevel } from '@rose-ash/shared/contracts/fragments';
import type { Pagination } from '@rose-ash/shared/lib/pagination';
import type { SafeHtml } from '@rose-ash/shared/lib/safe-html';

/** A day as a leaf of a calendar: `Sat`, `28`, `Nov`, or `Jan 2027` where the year is another. */
export interface Leaf {
  /** ISO 8601, for machines. */
  iso: string;
  weekday: string;
  day: string;
  month: string;
}

/** An entry as a list shows it. */
export interface EntryCard {
  /** On the site of the calendars: other sites put its origin before it. */
  path: string;
  title: string;
  leaf: Leaf;
  /** `19:30 to 23:00`, by the clocks of the place. */
  times: string;
  place: string;
}

export interface UpcomingModel {
  level: HeadingLevel;
  entries: readonly EntryCard[];
}

/** What happens on one day. */
export interface DayModel {
  leaf: Leaf;
  /** `Saturday 28 November`. */
  name: string;
  entries: readonly EntryCard[];
}

export interface HomeModel {
  /** `12 entries still to come`; empty where nothing is. */
  count: string;
  days: readonly DayModel[];
  pagination: Pagination | null;
  /** What is sold, beside it. */
  shelf: SafeHtml;
}

export interface EntryModel extends EntryCard {
  /** `Saturday 28 November 2026`. */
  day: string;
  /** Title of its calendar. */
  calendar: string;
  isOver: boolean;
  /** For search engines. */
  description: string;
  /** What else comes up. */
  upcoming: SafeHtml;
}
