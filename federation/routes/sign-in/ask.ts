import { z } from 'zod';
import type { AppRouter } from '@rose-ash/shared/infrastructure/app/router';
import type { Config } from '@rose-ash/shared/infrastructure/config/config';
import { validate } from '@rose-ash/shared/infrastructure/http/validate';
import { browserOf } from '@rose-ash/shared/lib/browser-of';
import { createFormat } from '@rose-ash/shared/lib/format';
import type { settings } from '../../config.js';
import { presentAsk } from '../../presenters/sign-in/ask.js';
import { siteOf } from '../../presenters/sign-in/places.js';
import { askView } from '../../views.js';
import { askerOf } from './asker.js';
import { atDoor, pathOf, seeOther, show } from './at-door.js';
import { ceilingsOf } from './ceilings.js';
import type { Door } from './door.js';
import { codeHasher } from './hash-code.js';

const form = validate(z.object({ email: z.string().default('') }), { bodyBytes: 4096 });

export function askRoutes(router: AppRouter, config: Config<typeof settings>, door: Door): void {
  const at = atDoor(door, config.urls);
  const format = createFormat(config.site);
  const ceilings = ceilingsOf(config);
  const hashCode = codeHasher(config);

  router.get('/sign-in/:uid', at.guard, async function showAsk(ctx) {
    const interaction = at.read(ctx);
    const last = await ctx.services.federation.findAsk(interaction.uid);
    const email = last?.email ?? interaction.loginHint ?? '';
    await show(ctx, askView, presentAsk(interaction, config, { email }));
  });

  router.post('/sign-in/:uid', at.guard, form.guard, async function ask(ctx) {
    const interaction = at.read(ctx);
    const { email } = form.read(ctx);
    const asked = await ctx.services.federation.askForCode({
      ...{ interaction: interaction.uid, email, ceilings, hashCode },
      ...{ asker: askerOf(ctx, config), site: siteOf(interaction.client), browser: browserOf(ctx.get('user-agent')) },
    });
    switch (asked.kind) {
      case 'asked':
        return seeOther(ctx, pathOf(interaction, '/code'));
      case 'paused':
        return show(
          ctx,
          askView,
          presentAsk(interaction, config, { email, pausedUntil: format.clock(asked.until) }),
          429,
        );
      case 'refused':
        return show(ctx, askView, presentAsk(interaction, config, { email, problems: asked.problems }), 422);
    }
  });
}
