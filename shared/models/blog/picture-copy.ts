import { Check, Column, Entity, Index, Unique } from 'typeorm';
import { Id, MayPointTo, OptionalText, Text, Time } from '../columns.js';

/** `refused`: it will never come, and `trouble` says why. */
export type PictureCopyState = 'wanted' | 'copied' | 'refused';

/** A picture that lies elsewhere, and our copy of it once there is one. Until then readers fetch it from there. */
@Entity('picture_copies')
@Unique(['source'])
@Check('picture_copies_source_check', `"source" ~ '^https?://' and length("source") <= 2000`)
@Check('picture_copies_state_check', `"state" in ('wanted', 'copied', 'refused')`)
@Check('picture_copies_attempts_check', `"attempts" >= 0`)
@Check('picture_copies_copied_check', `("state" = 'copied') = ("media_id" is not null)`)
@Index('picture_copies_wanted_idx', ['nextTryAt'], { where: `"state" = 'wanted'` })
export class PictureCopy {
  @Id()
  id: string;

  /** Where it lies. */
  @Text()
  source: string;

  @Column({ type: 'text', default: 'wanted' })
  state: PictureCopyState;

  @Index()
  @MayPointTo('Media', { onDelete: 'RESTRICT' })
  mediaId: string | null;

  /** How often it did not come. */
  @Column({ type: 'integer', default: 0 })
  attempts: number;

  /** For the operator: what stood in the way the last time. */
  @OptionalText()
  trouble: string | null;

  @Time()
  nextTryAt: Date;

  @Time()
  createdAt: Date;
}
