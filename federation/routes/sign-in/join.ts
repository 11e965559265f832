import { z } from 'zod';
import type { AppRouter } from '@rose-ash/shared/infrastructure/app/router';
import type { Config } from '@rose-ash/shared/infrastructure/config/config';
import { validate } from '@rose-ash/shared/infrastructure/http/validate';
import { NotFound } from '@rose-ash/shared/lib/errors';
import type { settings } from '../../config.js';
import { presentJoin } from '../../presenters/sign-in/join.js';
import { joinView } from '../../views.js';
import { atDoor, pathOf, seeOther, show } from './at-door.js';
import type { Door } from './door.js';
import { letIn } from './let-in.js';

const words = z.string().default('');
const form = validate(z.object({ name: words, handle: words, agreedTo: z.string().nullable().default(null) }), {
  bodyBytes: 4096,
});
const query = validate(z.object({ handle: words }));

export function joinRoutes(router: AppRouter, config: Config<typeof settings>, door: Door): void {
  const at = atDoor(door, config.urls);

  router.get('/sign-in/:uid/join', at.guard, async function askForName(ctx) {
    const interaction = at.read(ctx);
    const newcomer = await ctx.services.federation.findNewcomer(interaction.uid);
    if (newcomer === null) return seeOther(ctx, pathOf(interaction));
    await show(ctx, joinView, presentJoin(interaction, newcomer.email));
  });

  router.post('/sign-in/:uid/join', at.guard, form.guard, async function join(ctx) {
    const interaction = at.read(ctx);
    const typed = form.read(ctx);
    const joined = await ctx.services.federation.join({ interaction: interaction.uid, ...typed });
    if (joined.kind === 'member') return letIn(ctx, door, config, joined.memberId);
    const newcomer = await ctx.services.federation.findNewcomer(interaction.uid);
    if (joined.kind === 'over' || newcomer === null) return seeOther(ctx, pathOf(interaction));
    await show(ctx, joinView, presentJoin(interaction, newcomer.email, { ...typed, problems: joined.problems }), 422);
  });

  /** What the page's script asks while a handle is typed. Only who proved an address hears who is here. */
  router.get('/sign-in/:uid/join/handle', at.guard, query.guard, async function checkHandle(ctx) {
    const newcomer = await ctx.services.federation.findNewcomer(at.read(ctx).uid);
    if (newcomer === null) throw new NotFound();
    const problem = await ctx.services.federation.checkHandle(query.read(ctx).handle);
    ctx.set('cache-control', 'no-store');
    ctx.body = { problem: problem?.sentence ?? null };
  });
}
