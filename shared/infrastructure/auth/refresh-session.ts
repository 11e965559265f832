import type { Log } from '../log/log.js';
import type { Session } from '../http/session/session.js';
import type { SessionStore } from '../http/session/session-store.js';
import { SignInRefused, type RelyingParty, type SignedIn } from './relying-party.js';

export interface RefreshOptions {
  sessions: Pick<SessionStore, 'claimRefresh' | 'keepTokens' | 'end'>;
  relyingParty: Pick<RelyingParty, 'refresh'>;
  log: Log;
}

/** Tokens are replaced this long before they are over. */
const earlyMs = 60_000;
const soonestMs = 30_000;

/** When to replace them; 0 for never. */
export function refreshTime({ tokens, expiresAt }: Pick<SignedIn, 'tokens' | 'expiresAt'>, now = Date.now()): number {
  if (tokens.refreshToken === null || expiresAt === null) return 0;
  return Math.max(expiresAt - earlyMs, now + soonestMs);
}

/**
 * Replaces a session's tokens, once however many requests and processes want it at the same time: a refresh token that is
 * used twice ends everything that came of it. A provider that wants no more of it ends the session; one that is away is
 * asked again when the lock is over.
 */
export function createRefresh({ sessions, relyingParty, log }: RefreshOptions): (session: Session) => Promise<void> {
  const underWay = new Set<string>();
  return async function refresh(session) {
    if (underWay.has(session.key)) return;
    underWay.add(session.key);
    try {
      const tokens = await sessions.claimRefresh(session);
      if (tokens !== null) await replace(session, { ...tokens, refreshToken: tokens.refreshToken ?? '' });
    } finally {
      underWay.delete(session.key);
    }
  };

  async function replace(session: Session, tokens: Parameters<RelyingParty['refresh']>[0]): Promise<void> {
    try {
      const next = await relyingParty.refresh(tokens);
      await sessions.keepTokens(session, next.tokens, refreshTime(next));
    } catch (error) {
      if (!(error instanceof SignInRefused) || error.reason !== 'invalid_grant') throw error;
      log.info({ reason: error.reason }, 'the provider wants no more of a session; it ends here');
      await sessions.end(session);
    }
  }
}
