import { z } from 'zod';
import type { EntryInput, EntrySaved } from '../../contracts/services/events.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import { differs } from '../../lib/differs.js';
import { line, slug } from '../../lib/fields.js';
import { checkInput, refuse } from '../../lib/refusals.js';
import { isZone } from '../../lib/zones.js';
import { Calendar } from '../../models/events/calendar.js';
import { Entry } from '../../models/events/entry.js';
import { insertOrLock } from '../insert-or-lock.js';
import type { UnitDeps } from '../unit-deps.js';
import { toEntryDto } from './entry-dto.js';
import { requireOrganiser } from './policy.js';

const fields = z
  .object({
    calendar: slug(),
    slug: slug(),
    title: line('A title', 160),
    startsAt: z.date({ error: 'The beginning is a day and a time' }),
    endsAt: z.date({ error: 'The end is a day and a time' }),
    zone: z.string().refine(isZone, { error: 'A zone is an IANA name like Europe/London' }),
    place: line('A place', 160),
  })
  .refine(({ startsAt, endsAt }) => endsAt > startsAt, { path: ['endsAt'], error: 'The end is after the beginning' });

export async function saveEntry(deps: UnitDeps, viewer: MaybeViewer, input: EntryInput): Promise<EntrySaved> {
  requireOrganiser(viewer);
  const checked = checkInput(fields, input);
  if (checked.kind === 'refused') return checked;
  const { manager, record, newId, clock } = deps;
  const { calendar: calendarSlug, slug, ...rest } = checked.input;
  const calendar = await manager.findOneBy(Calendar, { slug: calendarSlug });
  if (calendar === null) return refuse({ field: 'calendar', sentence: `There is no calendar ${calendarSlug}.` });

  const shown = { ...rest, calendarId: calendar.id };
  const now = clock();
  const entry = { id: newId(), slug, ...shown, createdAt: now, updatedAt: now };
  const known = await insertOrLock(manager, Entry, entry, { slug });
  if (known === null) {
    record('entry.announced', { entryId: entry.id });
    return { kind: 'announced', entry: toEntryDto(entry, calendar) };
  }
  const saved = toEntryDto({ ...entry, id: known.id }, calendar);
  if (!differs(known, shown)) return { kind: 'unchanged', entry: saved };
  await manager.update(Entry, { id: known.id }, { ...shown, updatedAt: now });
  record('entry.changed', { entryId: known.id });
  return { kind: 'changed', entry: saved };
}
