import { Check, Column, Entity, Index, Unique } from 'typeorm';
import type { SignInEnd } from '../../contracts/services/federation/sign-ins.js';
import { Id, OptionalTime, PointsTo, Text, Time } from '../columns.js';

/** A browser in which a member is signed in: one session of the provider, from its beginning to its end. */
@Entity('sign_ins')
@Unique(['sessionUid'])
@Check('sign_ins_user_agent_check', `length("user_agent") <= 300`)
@Check('sign_ins_ended_by_check', `"ended_by" in ('member', 'operator', 'expired', 'elsewhere')`)
@Check('sign_ins_ended_check', `("ended_at" is null) = ("ended_by" is null)`)
@Index(['memberId'])
@Index(['seenAt'])
export class SignIn {
  @Id()
  id: string;

  @PointsTo('Member', { onDelete: 'CASCADE' })
  memberId: string;

  /** SHA-256 in hex of the session's uid. */
  @Text()
  sessionUid: string;

  /** What the browser calls itself, for the member's own list. */
  @Text()
  userAgent: string;

  @Time()
  begunAt: Date;

  @Time()
  seenAt: Date;

  @OptionalTime()
  endedAt: Date | null;

  @Column({ type: 'text', nullable: true })
  endedBy: SignInEnd | null;
}
