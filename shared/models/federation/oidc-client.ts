import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { ClientAuthMethod } from '../../contracts/services/federation/clients.js';
import { OptionalText, Text, Texts, Time } from '../columns.js';

/** A site or program of somebody else, in which members may sign in with us. Our own six have no rows. */
@Entity('oidc_clients')
@Check('oidc_clients_name_check', `"name" <> ''`)
@Check('oidc_clients_redirect_uris_check', `cardinality("redirect_uris") > 0`)
@Check('oidc_clients_auth_method_check', `"auth_method" in ('client_secret_basic', 'client_secret_post', 'none')`)
@Check('oidc_clients_secret_check', `("auth_method" = 'none') = ("sealed_secret" is null)`)
export class OidcClient {
  @PrimaryColumn({ type: 'text' })
  id: string;

  @Text()
  name: string;

  @Texts()
  redirectUris: string[];

  @Texts()
  postLogoutRedirectUris: string[];

  @OptionalText()
  backchannelLogoutUri: string | null;

  @Column({ type: 'text' })
  authMethod: ClientAuthMethod;

  /** Sealed with SECRET_KEY. Null for a program that can keep no secret. */
  @OptionalText()
  sealedSecret: string | null;

  @Time()
  createdAt: Date;
}
