import { OptionalText, OptionalTime } from '../columns.js';

/** Where a row came from, when it came from a Ghost: (site, Ghost id) is its key there. All null for what was written here. */
export abstract class FromGhost {
  /** Origin and path of the Ghost, without a slash at its end. */
  @OptionalText()
  ghostSite: string | null;

  @OptionalText()
  ghostId: string | null;

  /** The slug over there; ours may differ where two things claim one address. */
  @OptionalText()
  ghostSlug: string | null;

  @OptionalTime()
  ghostUpdatedAt: Date | null;

  /** SHA-256 over all that was taken and the version of the rules it was cleaned by: equal means there is nothing to write. */
  @OptionalText()
  contentHash: string | null;
}
