import type { Actor, Ghost } from '../ghost.js';
import { notFound } from '../http/ghost-error.js';
import { writeAction } from './write-action.js';

export interface NavigationItem {
  label: string;
  url: string;
}

/** Settings have no `updated_at` that can be asked for: only the audit log and `site.changed` tell. */
export function editSetting(ghost: Ghost, key: string, value: string | null, actor: Actor): void {
  const setting = ghost.world.settings.get(key);
  if (!setting) throw notFound(`Problem finding setting: ${key}`);
  if (setting.value === value) return;
  setting.value = value;
  const context = { key, group: setting.group };
  writeAction(ghost, actor, { event: 'edited', resource_type: 'setting', resource_id: setting.id, context });
  ghost.webhooks.fire('site.changed', {});
}

export function editNavigation(
  ghost: Ghost,
  items: NavigationItem[],
  which: 'navigation' | 'secondary_navigation',
  actor: Actor,
): void {
  editSetting(ghost, which, JSON.stringify(items), actor);
}
