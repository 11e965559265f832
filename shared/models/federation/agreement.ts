import { Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { KeyTo, Time } from '../columns.js';

/** That a member said yes to the terms, and when. */
@Entity('agreements')
export class Agreement {
  @KeyTo()
  @ForeignKey('Member', { onDelete: 'CASCADE' })
  memberId: string;

  /** The day the terms were made: `2026-11-27`. */
  @PrimaryColumn({ type: 'text' })
  version: string;

  @Time()
  agreedAt: Date;
}
