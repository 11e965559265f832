import { z } from 'zod';
import type { AppRouter } from '@rose-ash/shared/infrastructure/app/router';
import { validate } from '@rose-ash/shared/infrastructure/http/validate';
import { AppError } from '@rose-ash/shared/lib/errors';
import { presentConsent } from '../presenters/consent.js';
import { abandon, findInteraction, finishConsent } from '../provider/interactions.js';
import { knowPresent } from '../provider/know-present.js';
import { consentView } from '../views.js';

const answer = validate(z.object({ answer: z.enum(['yes', 'no']) }));

/** What somebody else's site may know of a member. Of our own nobody is asked. */
export function consentRoutes(router: AppRouter): void {
  router.get('/consent/:uid', async function askForConsent(ctx) {
    const interaction = await findInteraction(ctx);
    if (interaction?.prompt !== 'consent') throw new AppError('sign-in-over', 400, isOver);
    if (interaction.client.isOurs) return finishConsent(ctx);
    ctx.set('cache-control', 'no-store');
    await knowPresent(ctx);
    await ctx.render(consentView, presentConsent(interaction), { robots: 'noindex' });
  });

  router.post('/consent/:uid', answer.guard, async function takeAnswer(ctx) {
    await (answer.read(ctx).answer === 'yes' ? finishConsent(ctx) : abandon(ctx));
  });
}

const isOver =
  'This question was answered already, or was asked in another window. Go back to the site and start again.';
