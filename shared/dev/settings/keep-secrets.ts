import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorError } from '../../lib/errors.js';
import { writePrivate } from '../data-dir/write-private.js';

export interface Secrets {
  secretKey: string;
  internalSecret: string;
  databasePassword: string;
  redisPassword: string;
}

const names = ['secretKey', 'internalSecret', 'databasePassword', 'redisPassword'] as const;

export const secretsName = 'secrets.json';

function readKept(file: string): Partial<Secrets> {
  if (!existsSync(file)) return {};
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>;
  } catch (cause) {
    throw new OperatorError(`${file} cannot be read: put it back or start over with npm start -- --fresh.`, { cause });
  }
}

/** The secrets of this data folder; made once, kept with mode 0600. */
export function keepSecrets(dataDir: string): Secrets {
  const file = join(dataDir, secretsName);
  const kept = readKept(file);
  const made = names.map((name) => [name, kept[name] ?? randomBytes(32).toString('base64url')]);
  const secrets = Object.fromEntries(made) as unknown as Secrets;
  if (names.some((name) => kept[name] === undefined)) writePrivate(file, secrets);
  return secrets;
}
