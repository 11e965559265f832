import type { AppRouter } from '@rose-ash/shared/infrastructure/app/router';
import type { Config } from '@rose-ash/shared/infrastructure/config/config';
import { requireMember } from '@rose-ash/shared/infrastructure/http/require-member';
import { createFormat } from '@rose-ash/shared/lib/format';
import { presentConnected } from '../presenters/connected.js';
import { connectedView } from '../views.js';

/** Sites of others in which a member signs in with us, and the way out of each. */
export function connectedRoutes(router: AppRouter, { site }: Pick<Config, 'site'>): void {
  const format = createFormat(site);

  router.get('/connected', requireMember, async function showConnected(ctx) {
    const consents = await ctx.services.federation.listConsents(ctx.viewer);
    await ctx.render(connectedView, presentConnected(consents, format), { robots: 'noindex' });
  });

  router.post('/connected/:clientId/withdrawal', async function takeBack(ctx) {
    await ctx.services.federation.withdrawConsent(ctx.viewer, String(ctx.params['clientId']));
    ctx.status = 303;
    ctx.redirect('/connected');
  });
}
