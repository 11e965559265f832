import type { FragmentAudience } from '../../contracts/fragments.js';
import type { MaybeViewer } from '../../contracts/viewer.js';

/** Who looks at the page. */
export interface Onlooker {
  viewer: MaybeViewer;
  /** SHA-256 of the basket handle in hex, for a guest who has one. */
  guestBasket: string | null;
}

const guestPrefix = 'basket:';

/**
 * For whom a fragment is made, as part of its cache key and of the caller's signature; null when the onlooker is nobody
 * to whom it could belong, and so nothing is shown.
 */
export function subjectOf(audience: FragmentAudience, { viewer, guestBasket }: Onlooker): string | null {
  if (audience === 'public') return '-';
  if (viewer !== null) return viewer.id;
  return audience === 'session' && guestBasket !== null ? guestPrefix + guestBasket : null;
}

/** The other way round, at the owner's: a member's id or a guest's basket. */
export function readSubject(subject: string): { memberId: string | null; guestBasket: string | null } {
  if (subject === '-') return { memberId: null, guestBasket: null };
  if (subject.startsWith(guestPrefix)) return { memberId: null, guestBasket: subject.slice(guestPrefix.length) };
  return { memberId: subject, guestBasket: null };
}
