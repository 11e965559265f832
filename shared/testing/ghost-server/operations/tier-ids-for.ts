import type { Ghost } from '../ghost.js';
import type { TextColumns } from '../state/rows.js';

/** What Ghost lists as tiers of a post: those chosen, those that are paid for, or all. */
export function tierIdsFor({ world }: Ghost, visibility: TextColumns['visibility'], chosen: string[] = []): string[] {
  if (visibility === 'tiers') return chosen;
  const tiers = [...world.tiers.values()];
  return (visibility === 'paid' ? tiers.filter((tier) => tier['type'] === 'paid') : tiers).map(({ id }) => id);
}
