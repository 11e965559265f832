import type { MenuItemDto } from '../../../contracts/dtos/blog.js';
import type { MaybeViewer } from '../../../contracts/viewer.js';
import type { BlogDeps } from '../deps.js';
import { findMenu } from '../menu/find-menu.js';
import { saveMenu } from '../menu/save-menu.js';

/** Takes Ghost's menu where there is none yet; one that somebody made here stays. Says what it did. */
export async function takeMenu(deps: BlogDeps, viewer: MaybeViewer, items: MenuItemDto[]): Promise<string[]> {
  if (items.length === 0) return [];
  const words = items.map(({ label }) => label).join(', ');
  if ((await findMenu(deps)).length > 0) return [`The menu here stays as it is; the other was: ${words}.`];
  const saved = await saveMenu(deps, viewer, items);
  if (saved.kind === 'saved') return [`The menu was taken over: ${words}.`];
  return saved.problems.map(({ sentence }) => `The menu was not taken over: ${sentence}`);
}
