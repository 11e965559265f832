import { IsNull, MoreThan } from 'typeorm';
import { OidcKey } from '../../../models/federation/oidc-key.js';
import type { UnitDeps } from '../../unit-deps.js';

/** Also those whose turn comes later. */
export function findPublished({ manager, clock }: UnitDeps): Promise<OidcKey[]> {
  return manager.findBy(OidcKey, [{ publishedUntil: IsNull() }, { publishedUntil: MoreThan(clock()) }]);
}

/** Two processes that start at once must not make two keys each. Ends with the transaction. */
export async function oneKeeperAtATime({ manager }: UnitDeps): Promise<void> {
  await manager.query(`select pg_advisory_xact_lock(hashtextextended('federation.keys', 0))`);
}
