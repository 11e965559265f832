import type { KeyDto, KeyState } from '../../../contracts/services/federation/keys.js';
import type { OidcKey } from '../../../models/federation/oidc-key.js';

/** What a key is at this moment: of those whose turn has come, the last one signs. */
export function toKeyDtos(keys: readonly OidcKey[], now: Date): KeyDto[] {
  const signing = keys
    .filter(({ signsFrom }) => signsFrom !== null && signsFrom <= now)
    .sort((a, b) => Number(b.signsFrom) - Number(a.signsFrom))[0];
  const stateOf = (key: OidcKey): KeyState => {
    if (key === signing) return 'signs';
    return key.signsFrom === null || key.signsFrom > now ? 'waits' : 'retired';
  };
  return keys
    .map((key) => ({ ...toKeyDto(key), state: stateOf(key) }))
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || Number(b.publishedAt) - Number(a.publishedAt));
}

const order: KeyState[] = ['signs', 'waits', 'retired'];

function toKeyDto({ kid, publishedAt, signsFrom, publishedUntil }: OidcKey): Omit<KeyDto, 'state'> {
  return { kid, publishedAt, signsFrom, publishedUntil };
}
