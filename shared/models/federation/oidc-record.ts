import { Entity, Index, PrimaryColumn } from 'typeorm';
import { Json, MayPointTo, OptionalText, OptionalTime, Time } from '../columns.js';

/**
 * One thing that the provider remembers: a session, an interaction, a grant, a code, a token. Of all that opens a door, only
 * the SHA-256 stands here, so whoever reads this table can do nothing with it.
 */
@Entity('oidc_records')
@Index(['memberId'])
@Index(['grantId'])
@Index(['expiresAt'])
@Index(['uid'], { unique: true })
export class OidcRecord {
  /** What the provider calls its kind: `Session`, `AuthorizationCode`. */
  @PrimaryColumn({ type: 'text' })
  model: string;

  /** SHA-256 in hex of what its holder shows; of a grant, which nobody can show, the id itself. */
  @PrimaryColumn({ type: 'text' })
  id: string;

  /** As the provider gave it, without its own id. */
  @Json()
  payload: unknown;

  @MayPointTo('Member', { onDelete: 'CASCADE' })
  memberId: string | null;

  @OptionalText()
  grantId: string | null;

  /** Of sessions alone: SHA-256 of what stays the same when the id changes. */
  @OptionalText()
  uid: string | null;

  @Time()
  expiresAt: Date;

  /** Set by the one who used it. */
  @OptionalTime()
  consumedAt: Date | null;
}
