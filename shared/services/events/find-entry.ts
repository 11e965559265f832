import type { EntryDto } from '../../contracts/dtos/events.js';
import type { Statement } from '../../contracts/unit-of-work.js';
import { isSlug } from '../../lib/slugs.js';
import { columnsOf } from '../columns-of.js';
import type { ReadDeps } from '../unit-deps.js';
import { entryColumns, sqlOfCalendar, toEntryDto, type EntryOfCalendar } from './entry-dto.js';

const statement: Statement = {
  name: 'find entry',
  text: `select ${columnsOf('entry', entryColumns)}, ${sqlOfCalendar('entry.calendar_id')} from entries entry where entry.slug = $1`,
};

/** At most one query. */
export async function findEntry({ read }: ReadDeps, slug: string): Promise<EntryDto | null> {
  if (!isSlug(slug)) return null;
  const [entry] = await read<EntryOfCalendar>(statement, [slug]);
  return entry === undefined ? null : toEntryDto(entry, entry.calendar);
}
