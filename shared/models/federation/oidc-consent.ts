import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Texts, Time } from '../columns.js';

/** What a member agreed that somebody else's site may know. It outlives the session in which they said so. */
@Entity('oidc_consents')
@Index(['clientId'])
export class OidcConsent {
  @PrimaryColumn({ type: 'uuid' })
  @ForeignKey('Member', { onDelete: 'CASCADE' })
  memberId: string;

  @PrimaryColumn({ type: 'text' })
  @ForeignKey('OidcClient', { onDelete: 'CASCADE' })
  clientId: string;

  @Texts()
  scopes: string[];

  @Time()
  givenAt: Date;
}
