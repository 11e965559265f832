import { createHash, randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT, type JWK } from 'jose';

/** A key that a client holds for its tokens (RFC 9449). */
export interface HeldKey {
  /** Its thumbprint, which tokens name. */
  thumbprint: string;
  prove(method: string, address: string, change?: ProofChange): Promise<string>;
}

export interface ProofChange {
  accessToken?: string;
  claims?: Record<string, unknown>;
  header?: Record<string, unknown>;
}

export async function newHeldKey(): Promise<HeldKey> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk: JWK = await exportJWK(publicKey);
  return {
    thumbprint: await calculateJwkThumbprint(jwk),
    prove(method, address, { accessToken, claims = {}, header = {} } = {}) {
      const ath = accessToken && createHash('sha256').update(accessToken).digest('base64url');
      const usual = { htm: method, htu: address, jti: randomUUID(), ...(ath === undefined ? {} : { ath }) };
      return new SignJWT({ iat: Math.floor(Date.now() / 1_000), ...usual, ...claims })
        .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk, ...header })
        .sign(privateKey);
    },
  };
}
