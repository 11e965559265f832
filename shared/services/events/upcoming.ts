import type { EntryDto } from '../../contracts/dtos/events.js';
import type { Page, PageQuery } from '../../contracts/pages.js';
import { mapPage } from '../../lib/pages.js';
import { Entry } from '../../models/events/entry.js';
import { columnsOf } from '../columns-of.js';
import { pageStatement, readPage } from '../read-page.js';
import type { ReadDeps, UnitDeps } from '../unit-deps.js';
import { entryColumns, sqlOfCalendar, toEntryDto, type EntryOfCalendar } from './entry-dto.js';

/** What has begun is still on. */
const sqlOfUpcoming = (now: string) => `entry.ends_at > ${now}`;

export const upcoming = ({ manager, clock }: UnitDeps) =>
  manager.createQueryBuilder(Entry, 'entry').where(sqlOfUpcoming(':now'), { now: clock() });

/** Of the slice and the present moment. */
const statement = pageStatement('list upcoming', {
  columns: `${columnsOf('entry', entryColumns)}, entry.calendar_id as "calendarId"`,
  among: `entries entry where ${sqlOfUpcoming('$3')}`,
  order: '"startsAt", id',
  more: sqlOfCalendar('listed."calendarId"'),
});

/** One query. */
export async function listUpcoming({ read, clock }: ReadDeps, query: PageQuery): Promise<Page<EntryDto>> {
  const page = await readPage<EntryOfCalendar>(read, statement, query, [clock()]);
  return mapPage(page, (entry) => toEntryDto(entry, entry.calendar));
}

/** One query. */
export async function countUpcoming(deps: UnitDeps): Promise<{ entries: number; calendars: number }> {
  const counts = await upcoming(deps)
    .select('count(*)::int', 'entries')
    .addSelect('count(distinct entry.calendarId)::int', 'calendars')
    .getRawOne<{ entries: number; calendars: number }>();
  return counts ?? { entries: 0, calendars: 0 };
}
