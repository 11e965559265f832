import type { EntryDto } from '@rose-ash/shared/contracts/dtos/events';
import type { Format } from '@rose-ash/shared/lib/format';
import type { EntryCard, EntryModel } from '../views/models.js';
import { presentLeaf, presentTimes } from './when.js';

/** On the site of the calendars. */
export function entryPath(slug: string): string {
  return `/entries/${slug}`;
}

export function presentCard(entry: EntryDto, now: Date, format: Format): EntryCard {
  const { slug, title, place } = entry;
  const leaf = presentLeaf(entry, now, format);
  return { path: entryPath(slug), title, leaf, times: presentTimes(entry, format), place };
}

export function presentEntry(entry: EntryDto, now: Date, format: Format): Omit<EntryModel, 'upcoming'> {
  const card = presentCard(entry, now, format);
  const day = format.longDay(entry.startsAt, entry.zone);
  return {
    ...card,
    day,
    calendar: entry.calendar.title,
    isOver: entry.endsAt <= now,
    description: `${day}, ${card.times}. ${entry.place}.`,
  };
}
