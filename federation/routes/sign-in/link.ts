import type { AppRouter } from '@rose-ash/shared/infrastructure/app/router';
import type { Config } from '@rose-ash/shared/infrastructure/config/config';
import type { Context } from '@rose-ash/shared/infrastructure/http/context';
import type { settings } from '../../config.js';
import { presentLink } from '../../presenters/sign-in/link.js';
import { elsewhereView, linkView, staleLinkView } from '../../views.js';
import { atDoor, pathOf, seeOther, show } from './at-door.js';
import type { Door } from './door.js';
import { letIn } from './let-in.js';

/**
 * The link of a mail. Programs that look after mail open every link, so opening one does nothing: the page has a button,
 * and the button works in the browser that asked. There the interaction's cookie is sent below its own path alone, which is
 * why the short address of the mail leads on to a longer one.
 */
export function linkRoutes(router: AppRouter, config: Config<typeof settings>, door: Door): void {
  const { urls } = config;
  const at = atDoor(door, urls);
  const again = `${urls.account}/auth/login`;
  const tokenOf = (ctx: Context & { params: Record<string, string> }) => ctx.params['token'] ?? '';

  router.get('/sign-in/link/:token', async function leadToLink(ctx) {
    const link = await ctx.services.federation.findLink(tokenOf(ctx));
    if (link === null) return show(ctx, staleLinkView, { again }, 410);
    await seeOther(ctx, pathOf({ uid: link.interaction }, `/link/${encodeURIComponent(tokenOf(ctx))}`));
  });

  router.get('/sign-in/:uid/link/:token', async function showLink(ctx) {
    const interaction = await door.findInteraction(ctx);
    const link = await ctx.services.federation.findLink(tokenOf(ctx));
    if (link?.isLive !== true) return show(ctx, staleLinkView, { again }, 410);
    if (interaction?.uid !== link.interaction) return show(ctx, elsewhereView, { again });
    await at.guard(ctx, async () => {
      const ask = await ctx.services.federation.findAsk(link.interaction);
      await show(ctx, linkView, presentLink(interaction, ask?.email ?? ''));
    });
  });

  router.post('/sign-in/:uid/link/:token', at.guard, async function confirmLink(ctx) {
    const interaction = at.read(ctx);
    const proof = await ctx.services.federation.confirmLink({ interaction: interaction.uid, token: tokenOf(ctx) });
    switch (proof.kind) {
      case 'member':
        return letIn(ctx, door, config, proof.memberId);
      case 'newcomer':
        return seeOther(ctx, pathOf(interaction, '/join'));
      case 'over':
        return show(ctx, staleLinkView, { again: pathOf(interaction) }, 410);
    }
  });
}
