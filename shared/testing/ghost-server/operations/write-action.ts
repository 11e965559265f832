import type { Actor, Ghost } from '../ghost.js';
import { stampOf } from '../state/clock.js';
import type { ActionRow } from '../state/rows.js';

type Told = Pick<ActionRow, 'event' | 'resource_type' | 'resource_id'> & { context: Record<string, unknown> };

/** A row of the audit log. It is written after the answer, so it may be seen later than what it tells of. */
export function writeAction({ world, ids, clock, settings }: Ghost, actor: Actor, { context, ...told }: Told): void {
  const visibleFrom = clock.now() + settings.actionLagMs;
  world.actions.push({
    ...{ id: ids.objectId(), ...told, context: JSON.stringify(context) },
    ...{ actor_id: actor.id, actor_type: actor.type, created_at: stampOf(visibleFrom), visibleFrom },
  });
}

/** What the audit log says of one post or page; pages are posts whose context says `page`. */
export function writeTextAction(
  ghost: Ghost,
  actor: Actor,
  event: ActionRow['event'],
  { id, kind, title }: { id: string; kind: string; title: string },
  action_name?: string,
): void {
  const context = { action_name, type: kind, primary_name: title };
  writeAction(ghost, actor, { event, resource_type: 'post', resource_id: id, context });
}
