import type { MaybeViewer } from './viewer.js';

/**
 * Why a Ghost was not read: it refuses our key (401, 403), says that it is asked too often (429), does not answer as it
 * should, answers what no Ghost says, lost most of what it had, or something here broke.
 */
export type GhostTrouble = 'refused' | 'busy' | 'away' | 'answer' | 'gone' | 'broken';

export interface GhostCaller {
  /** In words for people. */
  by: string;
  /** Of the key that will be used; another one than last time ends a pause. */
  keyMark: string;
  /** A person wants it now: what is only to be waited for is not waited for. */
  isByHand: boolean;
}

/** A turn at reading a Ghost, or why there is none. */
export type GhostTurn =
  | OwnTurn
  | { kind: 'held'; by: string; until: Date }
  | { kind: 'paused'; since: Date; why: string }
  | { kind: 'waits'; until: Date; why: string };

export interface OwnTurn {
  kind: 'yours';
  /** Shown with everything that is written in this turn. */
  fence: string;
  /** The Ghost's face when it was mirrored last. */
  seen: string | null;
  /** How long ago that was, in ms; null when it never was. */
  mirroredMsAgo: number | null;
  isWholeWanted: boolean;
  /** In a row, up to now. */
  failures: number;
  version: string | null;
}

/** What came of a turn. `left`: whoever read had to go; anybody may go on. */
export type GhostOutcome = GhostSuccess | GhostFailure | { kind: 'left' };

export type GhostSuccess =
  /** Nothing was new. */
  | { kind: 'quiet'; version: string | null }
  | {
      kind: 'read';
      version: string | null;
      /** Its face before it was read; null when nobody looked. */
      seen: string | null;
      /** What a whole comparison found; null when there was none. */
      drift: number | null;
    };

export interface GhostFailure {
  kind: 'failed';
  trouble: GhostTrouble;
  why: string;
  /** Nobody asks before so many ms have passed. */
  waitMs: number;
  /** Nobody asks at all until somebody says so, or there is another key. */
  isPause: boolean;
}

export interface GhostWatchDto {
  site: string;
  version: string | null;
  heldBy: string | null;
  takenAt: Date | null;
  /** What was there then is here. */
  readAt: Date | null;
  /** Since `readAt`; null when it never was read. */
  lagSeconds: number | null;
  paused: { since: Date; why: string } | null;
  failing: { trouble: GhostTrouble; why: string; times: number; at: Date; nextTryAt: Date | null } | null;
  drift: { count: number; at: Date } | null;
  ticks: number;
  errors: Record<string, number>;
}

/** What of a Ghost is here. */
export interface GhostCountsDto {
  posts: number;
  pages: number;
  tags: number;
  authors: number;
  /** Pictures of texts, wherever they are from, that are still to be copied. */
  picturesWaiting: number;
}

/**
 * How the reading of a Ghost stands, and whose turn it is: one at a time, over all processes. All of it throws Forbidden
 * unless the viewer is an editor.
 */
export interface GhostWatching {
  /** A turn lasts 30 s unless it is kept. Whoever never ends it, being dead, loses it then. */
  takeGhostTurn(viewer: MaybeViewer, site: string, caller: GhostCaller): Promise<GhostTurn>;

  /** For another 30 s. False when it is another's by now. */
  keepGhostTurn(viewer: MaybeViewer, site: string, fence: string): Promise<boolean>;

  /**
   * For units that write what was read: nobody gets the next turn before this unit has ended.
   *
   * @throws AppError `ghost-turn-lost` when it is another's by now.
   */
  guardGhostTurn(viewer: MaybeViewer, site: string, fence: string): Promise<void>;

  /** Does nothing when it is another's by now. */
  endGhostTurn(viewer: MaybeViewer, site: string, fence: string, outcome: GhostOutcome): Promise<void>;

  /** Has the next turn compare everything. */
  wantWholeGhost(viewer: MaybeViewer, site: string): Promise<void>;

  /** Ends a pause, and any waiting. False when there was neither. */
  resumeGhost(viewer: MaybeViewer, site: string): Promise<boolean>;

  /** Null when it was never read. */
  findGhostWatch(viewer: MaybeViewer, site: string): Promise<GhostWatchDto | null>;

  countGhost(viewer: MaybeViewer, site: string): Promise<GhostCountsDto>;
}
