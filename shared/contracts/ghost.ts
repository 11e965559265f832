/** What of a Ghost is mirrored, by the names of its Admin API. */
export const ghostKinds = ['tags', 'users', 'posts', 'pages'] as const;

export type GhostKind = (typeof ghostKinds)[number];

/** How far a list was read, in the order of (`updated_at`, `id`). */
export interface GhostCursor {
  updatedAt: Date;
  /** Null where everything from this moment on is wanted, whatever its id. */
  id: string | null;
}

export interface GhostPage {
  /** As Ghost answered: `{posts: [...], meta}`. */
  answer: unknown;
  /** Where the next page begins; null when this was the last. */
  next: GhostCursor | null;
  /** Where a later reading goes on; null when the page is empty. */
  last: GhostCursor | null;
  /** How many are on it and after it. */
  left: number;
}

/** A living Ghost, read through its Admin API. */
export interface GhostReader {
  /** The address it was given. */
  readonly site: string;

  /**
   * The next things in order, everything from the beginning where `after` is null. Tries again, for minutes, what may work
   * another time.
   *
   * @throws AppError `ghost-refused` (401, 403: nobody should ask again with this key), `ghost-busy` (429), `ghost-away`
   * (no answer, half of one, or 5xx), `ghost-answer` (nothing that a Ghost says).
   */
  readAfter(kind: GhostKind, after: GhostCursor | null): Promise<GhostPage>;

  /** Ids of all there are, hidden ones too. Throws as `readAfter`. */
  readIds(kind: GhostKind): Promise<string[]>;
}

/** What a look at what is gone came to. */
export type GhostRemoval =
  | { kind: 'removed'; count: number }
  /** So much is gone that it may be another Ghost, or a broken one: nothing was removed. */
  | { kind: 'doubtful'; gone: number; known: number };
