import { Check, Column, Entity, Index, Unique } from 'typeorm';
import { Id, OptionalText, OptionalTime, Text, Time } from '../columns.js';

/** What a mailed proof was shown by. */
export type ProofKind = 'code' | 'link';

/** A mail with which somebody may prove that an address is theirs. Kept for a month, since limits are counted in it. */
@Entity('sign_in_mails')
@Unique(['linkHash'])
@Check('sign_in_mails_email_check', `"email" = lower("email")`)
@Check('sign_in_mails_used_check', `("used_at" is null) = ("used_by" is null) and "used_by" in ('code', 'link')`)
@Check('sign_in_mails_wrong_codes_check', `"wrong_codes" >= 0`)
@Index(['interaction'])
@Index(['mailbox', 'askedAt'])
@Index(['household', 'askedAt'])
@Index(['askedAt'])
export class SignInMail {
  @Id()
  id: string;

  /** Of the provider: it belongs to one browser, and so does what is proved in it. */
  @Text()
  interaction: string;

  /** Where it went, in lower case. */
  @Text()
  email: string;

  /** What `mailboxOf` makes of the address: mails are counted by it. */
  @Text()
  mailbox: string;

  /** Who asked, as far as limits go: `browser:<hash>`, `household:<hash>`, or `stranger`. */
  @Text()
  lane: string;

  /** Keyed hash of the network address that asked. */
  @Text()
  household: string;

  /** SHA-256 of interaction and code; null where the mail has only the link. */
  @OptionalText()
  codeHash: string | null;

  /** SHA-256 of the token in the link. */
  @Text()
  linkHash: string;

  /** How many wrong codes were typed while this one counted. */
  @Column({ type: 'integer', default: 0 })
  wrongCodes: number;

  @Time()
  askedAt: Date;

  @Time()
  expiresAt: Date;

  @OptionalTime()
  usedAt: Date | null;

  @OptionalText()
  usedBy: ProofKind | null;
}
