import { within } from '../../../lib/within.js';
import type { Context, Middleware } from '../context.js';
import { sessionCookie, setCookie } from './cookies.js';
import type { Session } from './session.js';
import type { SessionStore } from './session-store.js';

export interface KeepSessionOptions {
  sessions: Pick<SessionStore, 'renew' | 'isDueForRenewal' | 'isDueForRefresh'>;
  https: boolean;
  /** Replaces the session's tokens; nobody waits for it. */
  refresh: (session: Session) => Promise<void>;
}

const renewMs = 300;

/** Gives a session a new id now and then, with an answer that went well, and has its tokens replaced after it. */
export function keepSession({ sessions, https, refresh }: KeepSessionOptions): Middleware {
  const name = sessionCookie(https);
  return async function renewWhereDue(ctx, next) {
    await next();
    const { session } = ctx.state;
    // An error page carries no cookie; the id so far goes on.
    if (session === undefined || ctx.status >= 400) return;
    if (sessions.isDueForRenewal(session)) await renew(ctx, session);
    if (sessions.isDueForRefresh(session)) {
      refresh(session).catch((error: unknown) => ctx.state.log.warn({ err: error }, 'tokens could not be replaced'));
    }
  };

  async function renew(ctx: Context, session: Session): Promise<void> {
    try {
      const id = await within(renewMs, sessions.renew(ctx.cookies.get(name) ?? '', session));
      if (id !== null) setCookie(ctx, name, id, { https, maxAge: secondsLeft(session) });
    } catch (error) {
      ctx.state.log.warn({ err: error }, 'a session could not be given a new id; the one so far goes on');
    }
  }
}

function secondsLeft({ endsAt }: Session): number {
  return Math.max(1, Math.floor((endsAt - Date.now()) / 1_000));
}
