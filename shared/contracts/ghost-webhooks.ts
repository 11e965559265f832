import type { GhostKind } from './ghost.js';
import type { MaybeViewer } from './viewer.js';

/** What a webhook may be about. */
export type GhostHintKind = GhostKind | 'members';

/** One webhook that arrived and is signed as it should be: that something changed, and never what. */
export interface GhostDelivery {
  /** SHA-256 of what was signed, in hex. */
  digest: string;
  /** `post.edited`. */
  event: string;
  /** Null where it is about the site as a whole. */
  kind: GhostHintKind | null;
  id: string | null;
}

/** What webhooks said since the last reading: where to look first. Truth is what the Admin API answers then. */
export interface GhostHints {
  /** Ids of what may have changed, each once; nothing where only the site as a whole was named. */
  touched: Partial<Record<GhostHintKind, string[]>>;
  /** Which deliveries these are, by their digests. */
  deliveries: string[];
}

/** A webhook of ours at a Ghost. */
export interface GhostWebhook {
  /** As Ghost calls it. */
  id: string;
  /** `post.edited`. */
  event: string;
  /** Where Ghost sends it. */
  targetUrl: string;
}

/** What comes from a Ghost by itself. All of it throws Forbidden unless the viewer is an editor. */
export interface GhostHearing {
  /**
   * Writes down that a webhook came, and orders a reading of its Ghost in a second, one for all that come by then. `known`:
   * the very same one came before. Forgets what is older than a day.
   */
  keepGhostDelivery(viewer: MaybeViewer, site: string, delivery: GhostDelivery): Promise<'kept' | 'known'>;

  /** What came by webhooks and no reading has heeded; asked for when one begins. */
  findGhostHints(viewer: MaybeViewer, site: string): Promise<GhostHints>;

  /** Says that a reading succeeded which began with these. */
  heedGhostHints(viewer: MaybeViewer, hints: GhostHints): Promise<void>;

  /** Our webhooks there, as far as we know, by event and address. */
  listGhostWebhooks(viewer: MaybeViewer, site: string): Promise<GhostWebhook[]>;

  keepGhostWebhook(viewer: MaybeViewer, site: string, webhook: GhostWebhook): Promise<void>;

  forgetGhostWebhook(viewer: MaybeViewer, site: string, id: string): Promise<void>;
}
