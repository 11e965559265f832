/** What of a Ghost is mirrored, by the names of its Admin API. */
export const ghostKinds = ['tags', 'users', 'posts', 'pages'] as const;

export type GhostKind = (typeof ghostKinds)[number];

/** What a cursor may be kept for: a list, or the log of actions. */
export type GhostRead = GhostKind | 'actions';

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
  /** How many are on it, and how many on it and after it. */
  count: number;
  left: number;
}

/** What Ghost's log of actions tells: the one place where nothing is changed without a trace. */
export interface GhostNews {
  /** The newest line; null where there is none. */
  newest: GhostCursor | null;
  /** Ids of what was touched. */
  touched: Record<GhostKind, string[]>;
  /** Kinds of which several were touched at once, and Ghost does not say which. */
  unnamed: GhostKind[];
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

  /**
   * What happened since then, and a minute before: Ghost writes a line after its answer. What is `unnamed` is told once.
   * Of all that ever happened only where it ends, where `since` is null. Throws as `readAfter`.
   */
  readNews(since: GhostCursor | null): Promise<GhostNews>;

  /** These, as far as they are there; at most 25. As Ghost answered. Throws as `readAfter`. */
  readByIds(kind: GhostKind, ids: readonly string[]): Promise<unknown>;

  /**
   * The Ghost's face: it changes with everything that an editor does, and is the same again only when nothing was done. Five
   * small answers. Throws as `readAfter`.
   */
  glance(): Promise<string>;

  /** Ids of all there are, hidden ones too. Throws as `readAfter`. */
  readIds(kind: GhostKind): Promise<string[]>;
}

/** What a look at what is gone came to. */
export type GhostRemoval =
  | { kind: 'removed'; count: number }
  /** So much is gone that it may be another Ghost, or a broken one: nothing was removed. */
  | { kind: 'doubtful'; gone: number; known: number };
