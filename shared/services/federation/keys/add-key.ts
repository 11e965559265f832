import type { NewKey } from '../../../contracts/services/federation/keys.js';
import { OidcKey } from '../../../models/federation/oidc-key.js';
import { recordAudit } from '../audit/record-audit.js';
import type { UnitDeps } from '../../unit-deps.js';
import { findPublished, oneKeeperAtATime } from './published-keys.js';

/** One key signs, and one waits in public for its turn, so that whoever keeps a copy of our keys knows it in time. */
export async function countMissingKeys(deps: UnitDeps): Promise<number> {
  const keys = await findPublished(deps);
  const signing = keys.some(({ signsFrom }) => signsFrom !== null);
  const waiting = keys.some(({ signsFrom }) => signsFrom === null);
  return Number(!signing) + Number(!waiting);
}

export async function addKey(deps: UnitDeps, key: NewKey): Promise<boolean> {
  await oneKeeperAtATime(deps);
  const missing = await countMissingKeys(deps);
  if (missing === 0) return false;
  const now = deps.clock();
  const isFirst = !(await findPublished(deps)).some(({ signsFrom }) => signsFrom !== null);
  const row = { ...key, publishedAt: now, signsFrom: isFirst ? now : null, publishedUntil: null };
  await deps.manager.insert(OidcKey, row);
  await recordAudit(deps.manager, { kind: 'key.added', details: { kid: key.kid } });
  return true;
}
