import type { Actor, Ghost } from '../ghost.js';
import { stampOf } from '../state/clock.js';
import type { ActionRow } from '../state/rows.js';

type Told = Pick<ActionRow, 'event' | 'resource_type' | 'resource_id'> & { context: Record<string, unknown> };

/** A row of the audit log. It is written after the answer, so it may be seen later than what it tells of. */
export function writeAction(ghost: Ghost, actor: Actor, { context, ...told }: Told): void {
  const { world, ids } = ghost;
  world.actions.push({
    ...{ id: ids.objectId(), ...told, context: JSON.stringify(context) },
    ...{ actor_id: actor.id, actor_type: actor.type, ...momentsOf(ghost, told) },
  });
}

function momentsOf(ghost: Ghost, { resource_id }: Pick<Told, 'resource_id'>) {
  const { clock, lateness, settings } = ghost;
  const now = clock.now();
  const seen = now + settings.actionLagMs;
  if (settings.actionsDated === 'seen') return { created_at: stampOf(seen), visibleFrom: seen };
  const lag = resource_id === null ? 0 : Math.floor(lateness() * settings.actionLagMs);
  return { created_at: stampOf(now), visibleFrom: now + lag };
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
