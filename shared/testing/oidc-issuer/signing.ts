import { createHmac } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';

export interface SigningKey {
  kid: string;
  privateKey: CryptoKey;
  publicJwk: JWK;
}

/** A token before it is signed, for those who want to spoil it. */
export interface Draft {
  header: { alg: string; kid?: string; typ?: string };
  claims: Record<string, unknown>;
}

export async function newKey(kid: string): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  return { kid, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' } };
}

export function sign({ header, claims }: Draft, key: SigningKey): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ ...header, alg: 'RS256' }).sign(key.privateKey);
}

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** `alg: none`, which no library of good repute makes. */
export function unsigned({ header, claims }: Draft): string {
  return `${base64url({ ...header, alg: 'none' })}.${base64url(claims)}.`;
}

/** Signed with what both sides know, where a public key was agreed on. */
export function signedByMac({ header, claims }: Draft, secret: string): string {
  const text = `${base64url({ ...header, alg: 'HS256' })}.${base64url(claims)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

/** The same token with another claim in it, under the old signature. */
export function changed(token: string, claims: object): string {
  const [header = '', , signature = ''] = token.split('.');
  return `${header}.${base64url(claims)}.${signature}`;
}
