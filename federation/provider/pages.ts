import { alsoFormsTo } from '@rose-ash/shared/infrastructure/http/security-headers';
import type { ProviderPages } from '@rose-ash/shared/infrastructure/oidc/provider/pages';
import { presentSignOut } from '../presenters/sign-out.js';
import { knowPresent } from './know-present.js';
import { goOnView, signedOutView, signOutView } from '../views.js';

/** Where the provider leads people, and what it shows them on the way. */
export const providerPages: ProviderPages = {
  interactionPath: (prompt, uid) => (prompt === 'consent' ? `/consent/${uid}` : `/sign-in/${uid}`),
  async askToSignOut(ctx, question) {
    if (question.redirectOrigin !== null) alsoFormsTo(ctx, question.redirectOrigin);
    await knowPresent(ctx);
    await ctx.render(signOutView, presentSignOut(question), { robots: 'noindex' });
  },
  async showSignedOut(ctx) {
    ctx.set('cache-control', 'no-store');
    await ctx.render(signedOutView, {}, { robots: 'noindex' });
  },
  async sendAnswer(ctx, answer) {
    await knowPresent(ctx);
    await ctx.render(goOnView, answer, { robots: 'noindex' });
    // It holds what lets somebody in.
    ctx.set('cache-control', 'no-store');
    ctx.set('referrer-policy', 'no-referrer');
  },
};
