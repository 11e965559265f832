import { In } from 'typeorm';
import type { GhostChange } from '../../../../contracts/ghost-preview.js';
import type { GhostAbsence, GhostSide } from '../../../../contracts/ghost.js';
import type { MaybeViewer } from '../../../../contracts/viewer.js';
import { GhostSettings } from '../../../../models/blog/ghost-settings.js';
import type { BlogDeps } from '../../deps.js';
import { requireEditor } from '../../policy.js';
import { settingsSaid } from '../sides/settings-said.js';
import { absentIds, readRows, sideTables } from '../sides/take-list.js';
import type { ListedSide, SideRow } from '../sides/side-rows.js';
import { siteKey } from '../site.js';
import { fieldChanges } from './field-changes.js';

/** What taking this side would do; nothing is written. Of members it names ids only. */
export async function previewSide(
  deps: BlogDeps,
  viewer: MaybeViewer,
  siteUrl: string,
  side: GhostSide,
  answer: unknown,
  gone?: GhostAbsence,
): Promise<GhostChange[]> {
  requireEditor(viewer);
  const site = siteKey(siteUrl);
  return side === 'settings' ? settingsChanges(deps, site, answer) : listChanges(deps, site, side, answer, gone);
}

async function settingsChanges({ manager }: BlogDeps, site: string, answer: unknown): Promise<GhostChange[]> {
  const said = settingsSaid(answer);
  const known = await manager.findOneBy(GhostSettings, { site });
  const thing = {
    kind: 'settings',
    ghostId: site,
    name: typeof said['title'] === 'string' ? said['title'] : '',
  } as const;
  if (known === null) return [{ ...thing, what: 'added', fields: [] }];
  const fields = fieldChanges(known.said, said);
  return fields.length === 0 ? [] : [{ ...thing, what: 'changed', fields }];
}

async function listChanges(
  { manager }: BlogDeps,
  site: string,
  side: ListedSide,
  answer: unknown,
  gone: GhostAbsence | undefined,
): Promise<GhostChange[]> {
  const rows = readRows(side, answer);
  const absent = gone === undefined ? [] : await absentIds(manager, side, site, rows, gone);
  const ids = [...rows.map(({ ghostId }) => ghostId), ...absent];
  const found = await manager.find(sideTables[side], { where: { site, ghostId: In(ids) } });
  const known = new Map(found.map((row) => [row.ghostId, row]));
  const changes = rows.flatMap((row): GhostChange[] => {
    const was = known.get(row.ghostId);
    if (was?.contentHash === row.contentHash) return [];
    const thing = { kind: side, ghostId: row.ghostId, name: nameOf(row) };
    return [
      was ? { ...thing, what: 'changed', fields: rowChanges(side, was, row) } : { ...thing, what: 'added', fields: [] },
    ];
  });
  const removed = absent
    .flatMap((id) => known.get(id) ?? [])
    .map((row): GhostChange => ({
      ...{ kind: side, ghostId: row.ghostId, name: nameOf(row), what: 'removed', fields: [] },
    }));
  return [...changes, ...removed];
}

/** What is told of a member must not go into a log or a terminal's history: that an address is another is enough. */
function rowChanges(side: ListedSide, was: SideRow, is: SideRow): GhostChange['fields'] {
  const said = ({ contentHash: _hash, ...row }: SideRow & { site?: string }) => ({ ...row, site: undefined });
  const changes = fieldChanges(said(was), said(is));
  if (side !== 'members') return changes;
  return changes.map((one) => (one.field === 'email' ? { field: 'email', was: 'one', is: 'another' } : one));
}

const nameOf = (row: object) => ('name' in row && typeof row.name === 'string' ? row.name : '');
