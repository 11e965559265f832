import type { GhostAbsence, GhostSide, GhostSideReport } from '../../../../contracts/ghost.js';
import type { MaybeViewer } from '../../../../contracts/viewer.js';
import type { BlogDeps } from '../../deps.js';
import { requireEditor } from '../../policy.js';
import { oneImportAtATime } from '../one-at-a-time.js';
import { siteKey } from '../site.js';
import { takeList } from './take-list.js';
import { takeSettings } from './take-settings.js';

export async function takeSide(
  deps: BlogDeps,
  viewer: MaybeViewer,
  siteUrl: string,
  side: GhostSide,
  answer: unknown,
  gone?: GhostAbsence,
): Promise<GhostSideReport> {
  requireEditor(viewer);
  const site = siteKey(siteUrl);
  await oneImportAtATime(deps);
  if (side === 'settings') return takeSettings(deps, viewer, site, answer);
  return takeList(deps, site, side, answer, gone);
}
