import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { OperatorError } from '../../lib/errors.js';

/** Keeps secrets in tables: whoever has only the database cannot read them. */
export interface Sealer {
  /** @param about what it belongs to: a seal that was moved to another row does not open there. */
  seal(text: string, about: string): string;

  /** @throws OperatorError when neither SECRET_KEY nor one of SECRET_KEY_PREVIOUS closed it. */
  open(sealed: string, about: string): string;
}

export interface SecretKeys {
  secretKey: string;
  /** Older ones, which still open what they closed. */
  previousSecretKeys: readonly string[];
}

const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM under a key that HKDF-SHA256 makes of SECRET_KEY for this one purpose. */
export function createSealer({ secretKey, previousSecretKeys }: SecretKeys, purpose: string): Sealer {
  const own = deriveKey(secretKey, purpose);
  const all = [own, ...previousSecretKeys.map((secret) => deriveKey(secret, purpose))];
  return {
    seal(text, about) {
      const nonce = randomBytes(nonceBytes);
      const encrypt = createCipheriv(cipher, own, nonce).setAAD(Buffer.from(about));
      const body = Buffer.concat([encrypt.update(text, 'utf8'), encrypt.final()]);
      return `1.${Buffer.concat([nonce, encrypt.getAuthTag(), body]).toString('base64url')}`;
    },
    open(sealed, about) {
      for (const key of all) {
        const text = tryKey(key, sealed, about);
        if (text !== null) return text;
      }
      throw new OperatorError(
        'What SECRET_KEY sealed does not open with it: name the key of before in SECRET_KEY_PREVIOUS.',
      );
    },
  };
}

/** A key of its own for each purpose, so that none of them says anything about another. */
export function deriveKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `rose-ash:${purpose}`, 32));
}

function tryKey(key: Buffer, sealed: string, about: string): string | null {
  const [version, text = ''] = sealed.split('.');
  const bytes = Buffer.from(text, 'base64url');
  if (version !== '1' || bytes.length < nonceBytes + tagBytes) return null;
  const decrypt = createDecipheriv(cipher, key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
  decrypt.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
  try {
    return Buffer.concat([decrypt.update(bytes.subarray(nonceBytes + tagBytes)), decrypt.final()]).toString('utf8');
  } catch {
    return null;
  }
}
