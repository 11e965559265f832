import { Check, Column, Entity, Index, Unique } from 'typeorm';
import { Id, MayPointTo, OptionalSmall, OptionalText, Text, Time, Whole } from '../columns.js';

/** `new`: its variants are still to be made; `failed`: they cannot be made, the file is broken. */
export type MediaState = 'new' | 'ready' | 'failed';

/** A picture, known by its bytes. */
@Entity('media')
@Unique(['sha256'])
@Check('media_sha256_check', `"sha256" ~ '^[0-9a-f]{64}$'`)
@Check('media_state_check', `"state" in ('new', 'ready', 'failed')`)
@Check('media_ready_check', `("state" = 'ready') = (cardinality("variants") > 0)`)
@Check('media_focus_x_check', `"focus_x" between 0 and 100`)
@Check('media_focus_y_check', `"focus_y" between 0 and 100`)
@Index('media_new_idx', ['createdAt'], { where: `"state" = 'new'` })
export class Media {
  @Id()
  id: string;

  /** Of the original's bytes, lower-case hex. */
  @Text()
  sha256: string;

  @Text()
  mime: string;

  @Whole()
  bytes: number;

  /** Pixels, as shown. */
  @Whole()
  width: number;

  @Whole()
  height: number;

  @Text()
  alt: string;

  /** The member it belongs to; null for the house. */
  @Index()
  @MayPointTo('Member', { onDelete: 'SET NULL' })
  ownerId: string | null;

  @Column({ type: 'text', default: 'new' })
  state: MediaState;

  /** Names below `/media/<sha256>/`, smallest first. */
  @Column({ type: 'text', array: true, default: () => "'{}'" })
  variants: string[];

  /** A few blurred bytes as a `data:` address, to be shown until the picture is there. */
  @OptionalText()
  placeholder: string | null;

  /** Where to look when it is cropped, in percent from the left and the top; null in both where nobody knows. */
  @OptionalSmall()
  focusX: number | null;

  @OptionalSmall()
  focusY: number | null;

  @Time()
  createdAt: Date;
}
