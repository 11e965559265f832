import type { MenuItemDto } from '../../../../contracts/dtos/blog.js';
import type { GhostSettingsSaid, GhostSideReport } from '../../../../contracts/ghost.js';
import type { MaybeViewer } from '../../../../contracts/viewer.js';
import { GhostSettings } from '../../../../models/blog/ghost-settings.js';
import type { BlogDeps } from '../../deps.js';
import { contentHash } from '../content-hash.js';
import { menuFrom } from '../menu-from.js';
import { takeMenu } from '../take-menu.js';
import { settingsSaid } from './settings-said.js';

/** Keeps what a Ghost says of itself, and takes over its menu. */
export async function takeSettings(
  deps: BlogDeps,
  viewer: MaybeViewer,
  site: string,
  answer: unknown,
): Promise<GhostSideReport> {
  const said = settingsSaid(answer);
  const hash = contentHash(said);
  const known = await deps.manager.findOne(GhostSettings, {
    select: { site: true, contentHash: true },
    where: { site },
  });
  const isSame = known?.contentHash === hash;
  if (!isSame) await deps.manager.upsert(GhostSettings, { site, said, contentHash: hash }, ['site']);
  const notes = await takeMenu(deps, viewer, wholeMenu(said, site));
  return { added: known ? 0 : 1, changed: known && !isSame ? 1 : 0, same: isSame ? 1 : 0, removed: 0, notes };
}

/** Ghost has a second menu, for the foot of a page: here its entries follow those of the first. */
function wholeMenu({ navigation, secondary_navigation: second }: GhostSettingsSaid, site: string): MenuItemDto[] {
  const firstHrefs = new Set(menuFrom(navigation, site).map(({ href }) => href));
  const more = second.filter((link) => menuFrom([link], site).every(({ href }) => !firstHrefs.has(href)));
  return menuFrom([...navigation, ...more], site);
}
