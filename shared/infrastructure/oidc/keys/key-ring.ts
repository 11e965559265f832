import type { Keys } from '../../../contracts/services/federation/keys.js';
import { createSealer, type SecretKeys, type Sealer } from '../seal.js';
import { makeKey } from './make-key.js';

/** A private JWK for RS256. */
export interface SigningKey {
  kid: string;
  alg: 'RS256';
  kty: 'RSA';
}

/** Opens the keys that the provider signs with. */
export const keySealer = (secrets: SecretKeys): Sealer => createSealer(secrets, 'provider-keys');

/** Makes the keys that are missing: at the first start, and after a rotation. */
export async function makeMissingKeys(keys: Keys, sealer: Sealer): Promise<void> {
  for (let missing = await keys.countMissingKeys(); missing > 0; missing -= 1) {
    await keys.addKey(await makeKey(sealer));
  }
}

/** All that are published, the one that signs first. */
export async function openKeys(keys: Pick<Keys, 'listSealedKeys'>, sealer: Sealer): Promise<SigningKey[]> {
  const sealed = await keys.listSealedKeys();
  return sealed.map(({ kid, sealedKey }) => JSON.parse(sealer.open(sealedKey, kid)) as SigningKey);
}
