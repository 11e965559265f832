import { hash } from 'node:crypto';
import type { MaybeViewer } from '../../../contracts/viewer.js';
import { within } from '../../../lib/within.js';
import { Breaker } from '../../../lib/breaker.js';
import type { Context, Middleware } from '../context.js';
import { basketCookie, clearCookie, sessionCookie } from './cookies.js';
import type { Session } from './session.js';
import type { SessionStore } from './session-store.js';

export interface KnowViewerOptions {
  sessions: Pick<SessionStore, 'find' | 'end'>;
  /** Whether the site is served over https, which the cookie's name says. */
  https: boolean;
  /** The member with the roles of this moment; null for one who is gone, and where the sign-in is over. */
  findViewer: (id: string, signIn: string) => Promise<MaybeViewer>;
}

/** Long enough for a busy machine: nobody likes to be taken for a stranger in their own house. */
const lookupMs = 500;
/** A Redis that hangs must not hold up everybody's pages: after a few that waited, most are not kept waiting. */
const patience = { failures: 3, openMs: 500, longestMs: 2_000 };

/**
 * Says who asks: one look into Redis, one query. Without Redis nobody can be known: the page is shown as to a stranger, and
 * what needs a member says that it cannot tell.
 */
export function knowViewer({ sessions, https, findViewer }: KnowViewerOptions): Middleware {
  const redis = new Breaker({ ...patience, now: () => performance.now() });
  const name = sessionCookie(https);
  return function lookAtCookies(ctx, next) {
    ctx.state.guestBasket = hashOf(ctx.cookies.get(basketCookie));
    const id = ctx.cookies.get(name);
    return id === undefined ? next() : bringIn(ctx, next, id);
  };

  async function bringIn(ctx: Context, next: () => Promise<void>, id: string): Promise<void> {
    const isOver = !(await recognise(ctx, id));
    await next();
    // A dead id costs its owner the quick pages of strangers; one that was set meanwhile is alive.
    if (isOver && !setsCookie(ctx, name)) clearCookie(ctx, name, { https });
  }

  async function lookUp(id: string): Promise<Session | null> {
    if (!redis.tryEnter()) throw new Error('sessions could not be looked up just now');
    try {
      const session = await within(lookupMs, sessions.find(id));
      redis.succeed();
      return session;
    } catch (error) {
      redis.fail();
      throw error;
    }
  }

  /** Whether the id is of any use still. */
  async function recognise(ctx: Context, id: string): Promise<boolean> {
    try {
      const session = await lookUp(id);
      if (session === null) return false;
      ctx.viewer = await findViewer(session.subject, session.signIn);
      if (ctx.viewer !== null) ctx.state.session = session;
      else await within(lookupMs, sessions.end(session));
      return ctx.viewer !== null;
    } catch (error) {
      ctx.state.isUnsure = true;
      ctx.state.log.warn({ err: error }, 'a session could not be looked up; its owner is shown what strangers see');
      return true;
    }
  }
}

function setsCookie(ctx: Context, name: string): boolean {
  return [ctx.response.headers['set-cookie'] ?? []].flat().some((line) => line.startsWith(`${name}=`));
}

/** The handle itself stays here; what travels inside is its hash. */
function hashOf(handle: string | undefined): string | null {
  return handle === undefined || handle === '' ? null : hash('sha256', handle, 'hex');
}
