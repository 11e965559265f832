import { Check, Entity, PrimaryColumn } from 'typeorm';
import { Json, OptionalTime, Text, Time } from '../columns.js';

/** A key with which the provider signs. At any moment one signs, one waits its turn in public, and older ones are still known. */
@Entity('oidc_keys')
@Check('oidc_keys_times_check', `"published_until" is null or "signs_from" is not null`)
export class OidcKey {
  @PrimaryColumn({ type: 'text' })
  kid: string;

  /** A JWK. */
  @Json()
  publicKey: unknown;

  /** The private JWK, sealed with SECRET_KEY. */
  @Text()
  sealedKey: string;

  @Time()
  publishedAt: Date;

  /** Null while it waits. */
  @OptionalTime()
  signsFrom: Date | null;

  /** Null while nothing took its place. */
  @OptionalTime()
  publishedUntil: Date | null;
}
