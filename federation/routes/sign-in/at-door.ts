import type { Context, Middleware } from '@rose-ash/shared/infrastructure/http/context';
import type { View } from '@rose-ash/shared/infrastructure/views/define-view';
import type { SiteUrls } from '@rose-ash/shared/infrastructure/config/site-urls';
import { knowPresent } from '../../provider/know-present.js';
import { overView } from '../../views.js';
import type { Door, Waiting } from './door.js';

/** The interaction of a request: the guard finds it, or shows that it is over; the handler reads it. */
export interface AtDoor {
  guard: Middleware;
  read: (ctx: Context) => Waiting;
}

export function atDoor({ findInteraction }: Door, urls: SiteUrls): AtDoor {
  const found = new WeakMap<object, Waiting>();
  return {
    async guard(ctx, next) {
      const interaction = await findInteraction(ctx);
      if (interaction?.prompt !== 'login') return showOver(ctx, urls);
      found.set(ctx, interaction);
      await next();
    },
    read(ctx) {
      const interaction = found.get(ctx);
      if (interaction === undefined) throw new Error('this route reads an interaction that it has not asked for');
      return interaction;
    },
  };
}

export const pathOf = ({ uid }: Pick<Waiting, 'uid'>, rest = '') => `/sign-in/${encodeURIComponent(uid)}${rest}`;

/** What stands here is for one person for some minutes, and an address of it may hold a token. */
export async function show<M extends object>(ctx: Context, view: View<M>, model: M, status = 200): Promise<void> {
  await knowPresent(ctx);
  await ctx.render(view, model, { status, robots: 'noindex' });
  ctx.set('cache-control', 'no-store');
  ctx.set('referrer-policy', 'same-origin');
}

export async function showOver(ctx: Context, urls: SiteUrls): Promise<void> {
  await show(ctx, overView, { again: `${urls.account}/auth/login` }, 410);
}

/** After a form was sent the browser is led on (303), so that the page can be loaded again without sending it twice. */
export async function seeOther(ctx: Context, path: string): Promise<void> {
  ctx.set('cache-control', 'no-store');
  ctx.status = 303;
  ctx.redirect(path);
}
