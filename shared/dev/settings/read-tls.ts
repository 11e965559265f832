import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { OperatorError } from '../../lib/errors.js';

export interface Tls {
  cert: Buffer;
  key: Buffer;
}

function readNamed(setting: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new OperatorError(`${setting} names ${path}, which cannot be read; check the path and its permissions.`, {
      cause,
    });
  }
}

/** The certificate that the gateway serves https with; null when there is none. Throws OperatorError when it is no use. */
export function readTls(certPath: string | undefined, keyPath: string | undefined): Tls | null {
  if (!certPath && !keyPath) return null;
  if (!certPath || !keyPath) {
    throw new OperatorError(`${certPath ? 'TLS_KEY' : 'TLS_CERT'} is not set; https needs TLS_CERT and TLS_KEY, both.`);
  }
  const tls = { cert: readNamed('TLS_CERT', certPath), key: readNamed('TLS_KEY', keyPath) };
  try {
    createSecureContext(tls);
    return tls;
  } catch (cause) {
    throw new OperatorError(
      'TLS_CERT and TLS_KEY are not a certificate in PEM and the key that belongs to it; name the matching files.',
      { cause },
    );
  }
}
