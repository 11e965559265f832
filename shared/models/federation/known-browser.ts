import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { KeyTo, Text, Time } from '../columns.js';

/** A browser that a member has signed in with: it has an allowance of mails of its own, which no stranger can use up. */
@Entity('known_browsers')
@Index(['memberId'])
@Index(['seenAt'])
export class KnownBrowser {
  /** SHA-256 of the cookie that the browser keeps. */
  @PrimaryColumn({ type: 'text' })
  browserHash: string;

  @KeyTo()
  @ForeignKey('Member', { onDelete: 'CASCADE' })
  memberId: string;

  /** Keyed hash of the network address of that time. */
  @Text()
  household: string;

  @Time()
  seenAt: Date;
}
