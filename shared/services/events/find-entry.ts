import type { EntryDto } from '../../contracts/dtos/events.js';
import { isSlug } from '../../lib/slugs.js';
import { Entry } from '../../models/events/entry.js';
import type { UnitDeps } from '../unit-deps.js';
import { toEntryDto } from './entry-dto.js';

/** One query. */
export async function findEntry({ manager }: UnitDeps, slug: string): Promise<EntryDto | null> {
  if (!isSlug(slug)) return null;
  // Not findOne: with a relation it asks twice.
  const [entry] = await manager.find(Entry, { where: { slug }, relations: { calendar: true } });
  return entry ? toEntryDto(entry, entry.calendar) : null;
}
