import { Check, Entity, ForeignKey } from 'typeorm';
import { Json, KeyTo, Text, Time } from '../columns.js';

export type TextOrigin = 'ghost' | 'here';

/**
 * What a Ghost said last of a post or page, so that a change here and one there can be told apart once texts go back. Apart
 * from the text, since no list needs it. A text without one is from here and was never at a Ghost.
 */
@Entity('ghost_bases')
@Check('ghost_bases_origin_check', `"origin" in ('ghost', 'here')`)
export class GhostBase {
  @KeyTo()
  @ForeignKey('Post', { onDelete: 'CASCADE' })
  postId: string;

  /** Where it was written first. */
  @Text()
  origin: TextOrigin;

  /** The text as it came, to the letter, with ids and names of its tags and ids of its authors. */
  @Json()
  said: Record<string, unknown>;

  /** Equal means there is nothing to write. */
  @Text()
  contentHash: string;

  @Time()
  takenAt: Date;
}
