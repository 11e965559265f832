import type { KeyDto } from '../../contracts/services/federation/keys.js';
import { operator } from '../../contracts/viewer.js';
import { OperatorError } from '../../lib/errors.js';
import { keySealer, makeMissingKeys } from '../../infrastructure/oidc/keys/key-ring.js';
import { findDatabase } from '../find-database.js';
import { withServices } from '../with-services.js';
import type { World } from '../world.js';
import { findSecretKeys } from './find-secret-keys.js';

export function listKeys(env: World['env']): Promise<KeyDto[]> {
  return withServices(findDatabase(env).url, ({ federation }) => federation.listKeys());
}

/** Another key waits in its place afterwards. */
export async function rotateKeys(env: World['env'], when: 'soon' | 'now'): Promise<KeyDto> {
  const sealer = keySealer(findSecretKeys(env));
  const rotated = await withServices(findDatabase(env).url, async ({ federation }) => {
    await makeMissingKeys(federation, sealer);
    const key = await federation.rotateKeys(operator, when);
    await makeMissingKeys(federation, sealer);
    return key;
  });
  if (rotated === null) throw new OperatorError('No key waits for its turn; try again.');
  return rotated;
}

const words = { signs: 'signs', waits: 'waits', retired: 'of before' } as const;
const day = (at: Date | null) => at?.toISOString().slice(0, 16).replace('T', ' ') ?? '-';

export function keysInWords(keys: readonly KeyDto[]): string {
  if (keys.length === 0) return 'There is no key yet; federation makes two when it starts.\n';
  return keys
    .map(({ kid, state, publishedAt, signsFrom, publishedUntil }) => {
      const times = `published ${day(publishedAt)}, signs from ${day(signsFrom)}, published until ${day(publishedUntil)}`;
      return `${kid}  ${words[state]}\n  ${times}\n`;
    })
    .join('');
}
