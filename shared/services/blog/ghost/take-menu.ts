import type { MenuItemDto } from '../../../contracts/dtos/blog.js';
import type { MaybeViewer } from '../../../contracts/viewer.js';
import { Menu, type MenuOrigin } from '../../../models/blog/menu.js';
import type { BlogDeps } from '../deps.js';
import { findMenu } from '../menu/find-menu.js';
import { oneMenuAtATime, saveMenu } from '../menu/save-menu.js';

/** Takes Ghost's menu where there is none yet, or only an older one of Ghost's; one that was made here stays. Says what it did. */
export async function takeMenu(deps: BlogDeps, viewer: MaybeViewer, items: MenuItemDto[]): Promise<string[]> {
  await oneMenuAtATime(deps);
  const present = await findMenu(deps);
  const origin = await originOf(deps, present);
  const words = items.map(({ label }) => label).join(', ');
  if (JSON.stringify(present) === JSON.stringify(items) || (items.length === 0 && origin === null)) return [];
  if (origin === 'here') {
    return items.length === 0 ? [] : [`The menu was made here and stays as it is; Ghost’s is: ${words}.`];
  }
  const saved = await saveMenu(deps, viewer, items, 'ghost');
  if (saved.kind === 'saved') return [items.length === 0 ? 'The menu is gone there, and here.' : `The menu was taken over: ${words}.`]; // prettier-ignore
  return saved.problems.map(({ sentence }) => `The menu was not taken over: ${sentence}`);
}

/** A menu from before this was written down may have been made here. Null where there never was one. */
async function originOf({ manager }: BlogDeps, present: readonly MenuItemDto[]): Promise<MenuOrigin | null> {
  const menu = await manager.findOneBy(Menu, { name: 'main' });
  return menu?.origin ?? (present.length > 0 ? 'here' : null);
}
