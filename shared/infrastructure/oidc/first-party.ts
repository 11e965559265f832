import { hkdfSync } from 'node:crypto';
import { appNames, type AppName } from '../../contracts/apps.js';
import type { Config } from '../config/config.js';

/** One of our own six, as the provider knows it. */
export interface FirstPartyClient {
  id: AppName;
  secret: string;
  redirectUri: string;
  postLogoutRedirectUri: string;
  backchannelLogoutUri: string;
}

/** They need no registration: all of it follows from what every service is told. */
export function firstPartyClients({ urls, composition }: Pick<Config, 'urls' | 'composition'>): FirstPartyClient[] {
  return appNames.map((app) => ({
    id: app,
    secret: clientSecretOf(composition.internalSecret, app),
    redirectUri: `${urls[app]}/auth/callback`,
    postLogoutRedirectUri: `${urls[app]}/auth/signed-out`,
    backchannelLogoutUri: `${urls[app]}/auth/backchannel-logout`,
  }));
}

/** HKDF-SHA256 (RFC 5869) of INTERNAL_SECRET, as base64url. */
export function clientSecretOf(internalSecret: string, app: AppName): string {
  return Buffer.from(hkdfSync('sha256', internalSecret, '', `oidc-client:${app}`, 32)).toString('base64url');
}

/** Whether a client is one of our six. Ids of others are UUIDs. */
export function isFirstParty(clientId: string): clientId is AppName {
  return (appNames as readonly string[]).includes(clientId);
}
