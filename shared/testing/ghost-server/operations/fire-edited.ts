import type { Ghost } from '../ghost.js';
import type { TextRow } from '../state/rows.js';
import { bodyOfEdited } from '../webhooks/bodies.js';

/** The webhooks of one saved change, in Ghost's order. */
export function fireEdited(ghost: Ghost, before: TextRow, after: TextRow, previous: Record<string, unknown>): void {
  const body = bodyOfEdited(ghost, after, previous);
  for (const event of eventsOf(before, after)) ghost.webhooks.fire(`${after.kind}.${event}`, body);
  if (before.status === 'published' || after.status === 'published') ghost.webhooks.fire('site.changed', {});
}

function eventsOf(before: TextRow, after: TextRow): string[] {
  return [
    ...after.tagIds.filter((id) => !before.tagIds.includes(id)).map(() => 'tag.attached'),
    ...before.tagIds.filter((id) => !after.tagIds.includes(id)).map(() => 'tag.detached'),
    ...(before.status === after.status ? steadyEvents(before, after) : movedEvents(before, after)),
    'edited',
  ];
}

function steadyEvents(before: TextRow, after: TextRow): string[] {
  if (after.status === 'published') return ['published.edited'];
  return after.status === 'scheduled' && before.published_at !== after.published_at ? ['rescheduled'] : [];
}

function movedEvents(before: TextRow, after: TextRow): string[] {
  return [
    ...(before.status === 'published' ? ['unpublished'] : []),
    ...(after.status === 'published' ? ['published'] : []),
    ...(after.status === 'scheduled' ? ['scheduled'] : []),
    ...(before.status === 'scheduled' && after.status === 'draft' ? ['unscheduled'] : []),
  ];
}
