/** What of a Ghost is mirrored, by the names of its Admin API. */
export const ghostKinds = ['tags', 'users', 'posts', 'pages'] as const;

export type GhostKind = (typeof ghostKinds)[number];

/** What else is mirrored: what a Ghost keeps beside its texts, and a key need not be allowed to read. */
export const ghostSides = ['settings', 'tiers', 'newsletters', 'members'] as const;

export type GhostSide = (typeof ghostSides)[number];

/** What is long and read page by page, behind a cursor. */
export type GhostList = GhostKind | 'members';

/** What a cursor may be kept for: a list, or the log of actions. */
export type GhostRead = GhostList | 'actions';

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
  /** Of those on it. */
  ids: string[];
  /** How many are on it, and how many on it and after it. */
  count: number;
  left: number;
}

/** What Ghost's log of actions tells: the one place where nothing is changed without a trace. */
export interface GhostNews {
  /** The newest line; null where there is none. */
  newest: GhostCursor | null;
  /** The log ends before it was read to: the Ghost was restored, or its clock set back. */
  isBack: boolean;
  /** Ids of what was touched and, as far as the log knows, not deleted. */
  touched: Record<GhostKind, string[]>;
  /** Kinds of which several were touched at once, and Ghost does not say which. */
  unnamed: GhostKind[];
  /** Ids of what was deleted, and kinds of which several were deleted at once, and Ghost does not say which. */
  deleted: string[];
  deletedUnnamed: GhostKind[];
  /** Sides of which something was changed. */
  sides: GhostSide[];
  /** Ids of members that were touched; null where several were, and Ghost does not say which. */
  members: string[] | null;
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
  readAfter(kind: GhostList, after: GhostCursor | null): Promise<GhostPage>;

  /**
   * What happened since then, and a minute before: Ghost writes a line after its answer. What is `unnamed` is told once.
   * Of all that ever happened only where it ends, where `since` is null. Throws as `readAfter`.
   */
  readNews(since: GhostCursor | null): Promise<GhostNews>;

  /** These, as far as they are there; at most 25. As Ghost answered. Throws as `readAfter`. */
  readByIds(kind: GhostList, ids: readonly string[]): Promise<unknown>;

  /**
   * The Ghost's face: it changes with everything that an editor does, and is the same again only when nothing was done. Six
   * small answers. Throws as `readAfter`.
   */
  glance(): Promise<string>;

  /** What changed last; null where there is nothing. Throws as `readAfter`. */
  readNewest(kind: GhostList): Promise<GhostCursor | null>;

  /** Ids of all there are, hidden ones too. Throws as `readAfter`. */
  readIds(kind: GhostList): Promise<string[]>;

  /** All that there is of a side, as one answer. Throws as `readAfter`. */
  readWhole(side: Exclude<GhostSide, 'members'>): Promise<unknown>;
}

/** Ids of what somebody deleted; `all` where whatever is gone is believed to be. */
export type GhostDeleted = readonly string[] | 'all';

/** Ids of texts that carry what is gone. */
export type GhostCarriers = Record<'posts' | 'pages', string[]>;

/** What a look at what is gone came to. */
export type GhostRemoval =
  | { kind: 'removed'; count: number }
  /** So much is gone that it may be another Ghost, or a broken one: nothing was removed. */
  | { kind: 'doubtful'; gone: number; known: number };

/** What a Ghost says of itself that a house may care for. */
export interface GhostSettingsSaid {
  [key: string]: string | boolean | null | GhostLink[];
  navigation: GhostLink[];
  secondary_navigation: GhostLink[];
}

/** An entry of a menu of Ghost's, whose menus are flat. */
export interface GhostLink {
  label: string;
  url: string;
}

/** Which things of a side are gone: all that are not `there`, or those that were `asked` for and did not come. */
export type GhostAbsence = { there: readonly string[] } | { asked: readonly string[] };

/** What a reading of a side did. Of persons it tells no more than how many. */
export interface GhostSideReport {
  added: number;
  changed: number;
  same: number;
  removed: number;
  /** One sentence for each thing that is worth one. */
  notes: string[];
}
