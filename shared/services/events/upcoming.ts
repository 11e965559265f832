import type { EntryDto } from '../../contracts/dtos/events.js';
import type { Page, PageQuery } from '../../contracts/pages.js';
import { sliceOf, toPage } from '../../lib/pages.js';
import { Entry } from '../../models/events/entry.js';
import type { UnitDeps } from '../unit-deps.js';
import { toEntryDto } from './entry-dto.js';

/** What has begun is still on. */
export const upcoming = ({ manager, clock }: UnitDeps) =>
  manager.createQueryBuilder(Entry, 'entry').where('entry.endsAt > :now', { now: clock() });

/** Two queries. Not `find`: with a relation and a slice it asks thrice. */
export async function listUpcoming(deps: UnitDeps, query: PageQuery): Promise<Page<EntryDto>> {
  const { skip, take } = sliceOf(query);
  const entries = await upcoming(deps)
    .innerJoinAndSelect('entry.calendar', 'calendar')
    .orderBy({ 'entry.startsAt': 'ASC', 'entry.id': 'ASC' })
    .offset(skip)
    .limit(take)
    .getMany();
  const total = await upcoming(deps).getCount();
  return toPage(
    entries.map((entry) => toEntryDto(entry, entry.calendar)),
    total,
    query,
  );
}

/** One query. */
export async function countUpcoming(deps: UnitDeps): Promise<{ entries: number; calendars: number }> {
  const counts = await upcoming(deps)
    .select('count(*)::int', 'entries')
    .addSelect('count(distinct entry.calendarId)::int', 'calendars')
    .getRawOne<{ entries: number; calendars: number }>();
  return counts ?? { entries: 0, calendars: 0 };
}
