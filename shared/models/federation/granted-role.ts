import { Check, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { MemberRole } from '../../contracts/viewer.js';
import { KeyTo, MayPointTo, Time } from '../columns.js';
import type { Member } from './member.js';

/** What a member is trusted with. Being a member needs no row here. */
@Entity('member_roles')
@Check('member_roles_role_check', `"role" in ('editor', 'shopkeeper', 'organiser', 'moderator', 'admin')`)
@Index(['grantedBy'])
export class GrantedRole {
  @KeyTo()
  memberId: string;

  @PrimaryColumn({ type: 'text' })
  role: MemberRole;

  @Time()
  grantedAt: Date;

  /** Null when it was the operator, or someone who is no longer here. */
  @MayPointTo('Member', { onDelete: 'SET NULL' })
  grantedBy: string | null;

  @ManyToOne('Member', 'roles', { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'member_id' })
  member: Member;
}
