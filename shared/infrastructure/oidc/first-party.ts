import { hkdfSync } from 'node:crypto';
import { appNames, type AppName } from '../../contracts/apps.js';
import type { Config } from '../config/config.js';

/** One of our own six sites, as the provider knows it. */
export interface FirstPartyClient {
  /** Also its `client_id`. */
  app: AppName;
  secret: string;
  redirectUri: string;
  postLogoutRedirectUri: string;
  backchannelLogoutUri: string;
}

/** Where on each site the provider and browsers find what signs members in and out. */
export const authPaths = {
  login: '/auth/login',
  callback: '/auth/callback',
  logout: '/auth/logout',
  signedOut: '/auth/signed-out',
  backchannelLogout: '/auth/backchannel-logout',
} as const;

/** The six, made of the configuration alone, so that no list of them can grow old. */
export function firstPartyClients({ urls, composition }: Pick<Config, 'urls' | 'composition'>): FirstPartyClient[] {
  return appNames.map((app) => ({
    app,
    secret: clientSecretOf(composition.internalSecret, app),
    redirectUri: urls[app] + authPaths.callback,
    postLogoutRedirectUri: urls[app] + authPaths.signedOut,
    backchannelLogoutUri: urls[app] + authPaths.backchannelLogout,
  }));
}

/** What the provider knows a site by: HKDF-SHA256 (RFC 5869) of INTERNAL_SECRET, 256 bits as base64url. */
export function clientSecretOf(internalSecret: string, app: AppName): string {
  return Buffer.from(hkdfSync('sha256', internalSecret, '', `oidc-client:${app}`, 32)).toString('base64url');
}
