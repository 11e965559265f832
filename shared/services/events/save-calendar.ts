import { z } from 'zod';
import type { CalendarDto } from '../../contracts/dtos/events.js';
import type { CalendarSaved } from '../../contracts/services/events.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import { line, slug } from '../../lib/fields.js';
import { checkInput } from '../../lib/refusals.js';
import { Calendar } from '../../models/events/calendar.js';
import { insertOrLock } from '../insert-or-lock.js';
import type { UnitDeps } from '../unit-deps.js';
import { requireOrganiser } from './policy.js';

const fields = z.object({ slug: slug(), title: line('A title', 120) });

export async function saveCalendar(
  { manager, newId, clock }: UnitDeps,
  viewer: MaybeViewer,
  input: CalendarDto,
): Promise<CalendarSaved> {
  requireOrganiser(viewer);
  const checked = checkInput(fields, input);
  if (checked.kind === 'refused') return checked;
  const calendar = checked.input;
  const now = clock();
  const row = { id: newId(), ...calendar, createdAt: now, updatedAt: now };
  const known = await insertOrLock(manager, Calendar, row, { slug: calendar.slug });
  if (known === null) return { kind: 'added', calendar };
  if (known.title === calendar.title) return { kind: 'unchanged', calendar };
  await manager.update(Calendar, { id: known.id }, { title: calendar.title, updatedAt: now });
  return { kind: 'changed', calendar };
}
