import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { calculateJwkThumbprint } from 'jose';
import type { NewKey } from '../../../contracts/services/federation/keys.js';
import type { Sealer } from '../seal.js';

const makePair = promisify(generateKeyPair);
const modulusLength = 2048;

/** A key pair for RS256, which every client must know (OpenID Connect Core, 15.1). Its id is its thumbprint (RFC 7638). */
export async function makeKey(sealer: Sealer): Promise<NewKey> {
  const { publicKey, privateKey } = await makePair('rsa', { modulusLength });
  const shown = publicKey.export({ format: 'jwk' });
  const kid = await calculateJwkThumbprint(shown);
  const common = { kid, alg: 'RS256', use: 'sig' };
  return {
    kid,
    publicKey: { ...shown, ...common },
    sealedKey: sealer.seal(JSON.stringify({ ...privateKey.export({ format: 'jwk' }), ...common }), kid),
  };
}
