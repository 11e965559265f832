import type { Redis } from 'ioredis';
import type { Config } from '../config/config.js';
import type { HttpClient } from '../http/client/http-client.js';
import type { Session } from '../http/session/session.js';
import type { SessionStore } from '../http/session/session-store.js';
import type { Log } from '../log/log.js';
import { askInside } from './ask-inside.js';
import { Handshakes } from './handshakes.js';
import { createRefresh } from './refresh-session.js';
import { createRelyingParty, type RelyingParty } from './relying-party.js';
import { SpentTokens } from './spent-tokens.js';
import { createVerifyLogoutToken, type LogoutOrder } from './verify-logout-token.js';

/** What one site signs members in and out with. */
export interface Auth {
  relyingParty: RelyingParty;
  sessions: SessionStore;
  handshakes: Handshakes;
  spent: SpentTokens;
  verifyLogoutToken: (token: string) => Promise<LogoutOrder>;
  refresh: (session: Session) => Promise<void>;
}

export interface AuthOptions {
  config: Config;
  http: HttpClient;
  redis: Redis;
  sessions: SessionStore;
  log: Log;
}

/** Asks nobody yet: the provider may come up later than we do. */
export function openAuth({ config, http, redis, sessions, log }: AuthOptions): Auth {
  const fetch = askInside(http, config);
  const relyingParty = createRelyingParty(config, fetch);
  const { service: app, urls } = config;
  return {
    ...{ relyingParty, sessions },
    handshakes: new Handshakes(config),
    spent: new SpentTokens(redis, app),
    verifyLogoutToken: createVerifyLogoutToken({
      issuer: urls.federation,
      app,
      fetch,
      keysUrl: () => relyingParty.keysUrl(),
    }),
    refresh: createRefresh({ sessions, relyingParty, log }),
  };
}
