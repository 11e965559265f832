import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { OptionalText, OptionalTime } from '../columns.js';

/** How the reading of a living Ghost stands. All moments are by the database's clock, which all readers share. */
@Entity('ghost_watches')
@Check('ghost_watches_held_check', `("held_by" is null) = ("held_until" is null)`)
@Check('ghost_watches_paused_check', `("paused_at" is null) = ("paused_why" is null)`)
@Check('ghost_watches_drift_check', `("drift" is null) = ("drift_at" is null)`)
export class GhostWatch {
  /** Origin and path of the Ghost, without a slash at its end. */
  @PrimaryColumn({ type: 'text' })
  site: string;

  /** Who reads, in words for people. */
  @OptionalText()
  heldBy: string | null;

  /** It is anybody's turn from then on, whatever became of who reads. */
  @OptionalTime()
  heldUntil: Date | null;

  /** Grows with each turn: what is written under an older one is refused. */
  @Column({ type: 'bigint', default: 0 })
  fence: string;

  /** When the last turn began. */
  @OptionalTime()
  takenAt: Date | null;

  /** What the Ghost held at this moment is here. */
  @OptionalTime()
  readAt: Date | null;

  /** The Ghost's face when it was mirrored last: the same face again means that nothing is new. */
  @OptionalText()
  seen: string | null;

  @OptionalTime()
  mirroredAt: Date | null;

  /** Since when everything is to be compared. */
  @OptionalTime()
  wholeWantedAt: Date | null;

  /** How many things the last whole comparison found otherwise than they should have been. */
  @Column({ type: 'integer', nullable: true })
  drift: number | null;

  @OptionalTime()
  driftAt: Date | null;

  /** Of the key that was used last: a short digest, from which no key can be made. */
  @OptionalText()
  keyMark: string | null;

  @OptionalTime()
  pausedAt: Date | null;

  @OptionalText()
  pausedWhy: string | null;

  /** In a row. */
  @Column({ type: 'integer', default: 0 })
  failures: number;

  @OptionalText()
  failedKind: string | null;

  @OptionalText()
  failedWhy: string | null;

  @OptionalTime()
  failedAt: Date | null;

  @OptionalTime()
  nextTryAt: Date | null;

  /** What it last said that it is: `v6.65`. */
  @OptionalText()
  version: string | null;

  @Column({ type: 'bigint', default: 0 })
  ticks: string;

  /** Of the keys that were refused, the last ten: one replica may have an old one for longer than another. */
  @Column({ type: 'text', array: true, default: '{}' })
  refusedMarks: string[];

  /** How often it failed, by kind. */
  @Column({ type: 'jsonb', default: {} })
  errors: Record<string, number>;
}
