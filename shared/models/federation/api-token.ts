import { Check, Column, Entity, Index, Unique } from 'typeorm';
import type { AppName } from '../../contracts/apps.js';
import { Id, MayPointTo, OptionalTime, Text, Texts, Time } from '../columns.js';

/** A token for programs that act as one of our six, or as a member. */
@Entity('api_tokens')
@Unique(['tokenSha256'])
@Check('api_tokens_owner_check', `("actor" is null) <> ("member_id" is null)`)
@Index(['memberId'])
export class ApiToken {
  @Id()
  id: string;

  @Text()
  tokenSha256: string;

  @Text()
  name: string;

  @Column({ type: 'text', nullable: true })
  actor: AppName | null;

  @MayPointTo('Member', { onDelete: 'CASCADE' })
  memberId: string | null;

  @Texts()
  scopes: string[];

  @Time()
  createdAt: Date;

  @OptionalTime()
  revokedAt: Date | null;
}
