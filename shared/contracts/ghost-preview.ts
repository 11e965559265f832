import type { GhostAbsence, GhostDeleted, GhostKind, GhostSide } from './ghost.js';
import type { MaybeViewer } from './viewer.js';

/** What a reading of a Ghost would do to one thing. */
export interface GhostChange {
  kind: GhostKind | GhostSide;
  ghostId: string;
  /** A title or name; of a member only the id. */
  name: string;
  what: 'added' | 'changed' | 'removed';
  /** Of what is changed; empty where only our rules of showing it are newer. */
  fields: GhostFieldChange[];
}

/** `was` and `is` in words; a long text has `lines` instead: `-` was, `+` is, a space both, `…` for what is alike. */
export type GhostFieldChange = { field: string } & ({ was: string; is: string } | { lines: string[] });

/** What a reading would do, and nothing is written. All of it throws Forbidden unless the viewer is an editor. */
export interface GhostPreviewing {
  /** As `importGhost` of a living Ghost, and throws what that does. */
  previewGhost(viewer: MaybeViewer, site: string, answer: unknown): Promise<GhostChange[]>;

  /** What came from there and is not among those that are `there`, of how many that are known. */
  previewGhostsGone(
    viewer: MaybeViewer,
    site: string,
    kind: GhostKind,
    there: readonly string[],
    deleted: GhostDeleted,
  ): Promise<{ gone: GhostChange[]; known: number; isDoubtful: boolean }>;

  /** As `takeGhostSide`, and throws what that does. */
  previewGhostSide(
    viewer: MaybeViewer,
    site: string,
    side: GhostSide,
    answer: unknown,
    gone?: GhostAbsence,
  ): Promise<GhostChange[]>;
}
