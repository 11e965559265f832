import type { Routes } from '@rose-ash/shared/infrastructure/app/router';
import { sendOn } from '@rose-ash/shared/infrastructure/auth/begin-sign-in';
import { requireMember } from '@rose-ash/shared/infrastructure/http/require-member';
import { createFormat } from '@rose-ash/shared/lib/format';
import { NotFound } from '@rose-ash/shared/lib/errors';
import { presentSessions } from '../presenters/sessions.js';
import { sessionsView } from '../views.js';

const page = '/sessions';

export const sessionsRoutes: Routes = (router, { site }) => {
  const format = createFormat(site);

  router.get(page, requireMember, async function showSessions(ctx) {
    const signIns = await ctx.services.federation.listSignIns(ctx.viewer);
    const hereId = ctx.state.session?.signIn ?? null;
    const ended = ctx.query['ended']?.toString();
    const model = presentSessions(signIns, { format, now: new Date(), hereId, ended });
    await ctx.render(sessionsView, model, { robots: 'noindex' });
  });

  router.post(`${page}/end-others`, requireMember, async function endOthers(ctx) {
    await ctx.services.federation.endAllSignIns(ctx.viewer, ctx.viewer?.id, ctx.state.session?.signIn);
    sendOn(ctx, `${page}?ended=others`);
  });

  router.post(`${page}/:id/end`, requireMember, async function endOne(ctx) {
    // Pressed twice, or over meanwhile: it is as they wish.
    const { viewer, params, state, services } = ctx;
    await services.federation.endSignIn(viewer, params['id'] ?? '', state.session?.signIn).catch(ignoreNotFound);
    sendOn(ctx, `${page}?ended=one`);
  });
};

function ignoreNotFound(error: unknown): void {
  if (!(error instanceof NotFound)) throw error;
}
