import { KnownBrowser } from '../../../models/federation/known-browser.js';
import type { UnitDeps } from '../../unit-deps.js';

export async function rememberBrowser(
  { manager, clock }: UnitDeps,
  memberId: string,
  { browserHash, household }: { browserHash: string; household: string },
): Promise<void> {
  const row = { browserHash, memberId, household, seenAt: clock() };
  await manager.upsert(KnownBrowser, row, ['browserHash', 'memberId']);
}
