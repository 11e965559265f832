import type { EntryDto } from '@rose-ash/shared/contracts/dtos/events';
import type { Page } from '@rose-ash/shared/contracts/pages';
import { countOf } from '@rose-ash/shared/lib/count-of';
import type { Format } from '@rose-ash/shared/lib/format';
import { groupBy } from '@rose-ash/shared/lib/group-by';
import { presentPagination } from '@rose-ash/shared/lib/pagination';
import type { DayModel, HomeModel } from '../views/models.js';
import { presentCard } from './entry.js';
import { presentLeaf } from './when.js';

/** A page of what comes up, day by day. */
export function presentHome(list: Page<EntryDto>, now: Date, format: Format): Omit<HomeModel, 'shelf'> {
  const byDay = groupBy(list.items, ({ startsAt, zone }) => format.longDay(startsAt, zone));
  return {
    count: list.total === 0 ? '' : `${countOf(list.total, 'entry', 'entries')} still to come`,
    days: [...byDay.values()].map((entries) => presentDay(entries, now, format)),
    pagination: presentPagination(list.page, list.pages),
  };
}

/** @param entries at least one, all on one day. */
function presentDay(entries: readonly EntryDto[], now: Date, format: Format): DayModel {
  const [first] = entries as readonly [EntryDto];
  return {
    leaf: presentLeaf(first, now, format),
    name: format.weekday(first.startsAt, first.zone),
    entries: entries.map((entry) => presentCard(entry, now, format)),
  };
}
