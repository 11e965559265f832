import { LessThan } from 'typeorm';
import type { KeyDto } from '../../../contracts/services/federation/keys.js';
import type { MaybeViewer } from '../../../contracts/viewer.js';
import { memberIdOf } from '../../../lib/viewers.js';
import { OidcKey } from '../../../models/federation/oidc-key.js';
import { recordAudit } from '../audit/record-audit.js';
import { requireKeeper } from '../policy.js';
import type { UnitDeps } from '../../unit-deps.js';
import { toKeyDtos } from './key-states.js';
import { findPublished, oneKeeperAtATime } from './published-keys.js';

const day = 24 * 60 * 60_000;

/** Sites and caches between us may hold our list of keys for a while. */
const knownForMs = day;
/** An ID token says who signs out, even when it is out of date itself; a session lasts 90 days. */
const ofUseForMs = 91 * day;
const oldMs = 365 * day;
/** Each of our processes publishes a new key within so long; none signs with one that another does not publish yet. */
const spreadMs = 10_000;

export async function rotateKeys(deps: UnitDeps, viewer: MaybeViewer, when: 'soon' | 'now'): Promise<KeyDto | null> {
  requireKeeper(viewer);
  return rotate(deps, when, memberIdOf(viewer));
}

export async function keepKeysFresh(deps: UnitDeps): Promise<void> {
  const { manager, clock } = deps;
  await manager.delete(OidcKey, { publishedUntil: LessThan(clock()) });
  const newest = Math.max(0, ...(await findPublished(deps)).map(({ signsFrom }) => Number(signsFrom)));
  if (newest > 0 && clock().getTime() - newest > oldMs) await rotate(deps, 'soon', null);
}

async function rotate(deps: UnitDeps, when: 'soon' | 'now', byMember: string | null): Promise<KeyDto | null> {
  const { manager, clock } = deps;
  await oneKeeperAtATime(deps);
  const keys = await findPublished(deps);
  const now = clock().getTime();
  // One whose turn is fixed comes before one that only waits.
  const next =
    keys.find(({ signsFrom }) => Number(signsFrom) > now) ?? keys.find(({ signsFrom }) => signsFrom === null);
  if (next === undefined) return null;
  const knownMs = when === 'now' ? spreadMs : knownForMs;
  const signsFrom = new Date(Math.max(now, next.publishedAt.getTime() + knownMs));
  const publishedUntil = new Date(signsFrom.getTime() + ofUseForMs);
  const signing = keys.filter((key) => key !== next && key.signsFrom !== null && key.publishedUntil === null);
  for (const { kid } of signing) await manager.update(OidcKey, { kid }, { publishedUntil });
  await manager.update(OidcKey, { kid: next.kid }, { signsFrom });
  await recordAudit(manager, { kind: 'key.rotated', byMember, details: { kid: next.kid, signsFrom } });
  const after = toKeyDtos(await findPublished(deps), clock());
  return after.find(({ kid }) => kid === next.kid) ?? null;
}
