import { Check, Entity, Index, OneToMany, Unique } from 'typeorm';
import { Id, OptionalText, Text, Time } from '../columns.js';
import type { GrantedRole } from './granted-role.js';

/** A person who has joined. */
@Entity('members')
@Unique(['handle'])
@Unique(['email'])
@Index('members_handle_shape_idx', ['handleShape'], { unique: true })
@Check('members_handle_check', `"handle" ~ '^[a-z0-9_]{2,30}$'`)
@Check('members_email_check', `"email" = lower("email") and "email" like '_%@_%'`)
@Check('members_name_check', `"name" <> ''`)
export class Member {
  @Id()
  id: string;

  /** Unique in the whole house, and in their address in the Fediverse for ever. */
  @Text()
  handle: string;

  /** What the handle looks like, so that nobody can pass for another. PostgreSQL writes it: `shape_of_handle`. */
  @OptionalText()
  handleShape: string | null;

  /** In lower case, so that one address is one member however it is typed. */
  @Text()
  email: string;

  @Text()
  name: string;

  @Time()
  joinedAt: Date;

  @OneToMany('GrantedRole', 'member')
  roles: GrantedRole[];
}
