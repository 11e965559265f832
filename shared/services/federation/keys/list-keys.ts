import type { KeyDto, NewKey } from '../../../contracts/services/federation/keys.js';
import type { UnitDeps } from '../../unit-deps.js';
import { toKeyDtos } from './key-states.js';
import { findPublished } from './published-keys.js';

export async function listKeys(deps: UnitDeps): Promise<KeyDto[]> {
  return toKeyDtos(await findPublished(deps), deps.clock());
}

export async function listSealedKeys(deps: UnitDeps): Promise<(KeyDto & NewKey)[]> {
  const rows = await findPublished(deps);
  const byKid = new Map(rows.map((row) => [row.kid, row]));
  return toKeyDtos(rows, deps.clock()).map((key) => {
    const { publicKey = {}, sealedKey = '' } = byKid.get(key.kid) ?? {};
    return { ...key, publicKey: publicKey as object, sealedKey };
  });
}
