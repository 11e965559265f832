import { z } from 'zod';
import type { AppRouter } from '@rose-ash/shared/infrastructure/app/router';
import type { FieldProblem } from '@rose-ash/shared/contracts/problems';
import type { NewcomerDto } from '@rose-ash/shared/contracts/services/federation/sign-in-by-mail';
import type { Config } from '@rose-ash/shared/infrastructure/config/config';
import type { Context } from '@rose-ash/shared/infrastructure/http/context';
import { validate } from '@rose-ash/shared/infrastructure/http/validate';
import { NotFound } from '@rose-ash/shared/lib/errors';
import type { settings } from '../../config.js';
import { presentAgree } from '../../presenters/sign-in/agree.js';
import { presentJoin } from '../../presenters/sign-in/join.js';
import { agreeView, joinView } from '../../views.js';
import { atDoor, pathOf, seeOther, show } from './at-door.js';
import type { Door, Waiting } from './door.js';
import { letIn } from './let-in.js';

const words = z.string().default('');
const form = validate(z.object({ name: words, handle: words, agreedTo: z.string().nullable().default(null) }), {
  bodyBytes: 4096,
});
const query = validate(z.object({ handle: words }));

interface Typed {
  name: string;
  handle: string;
  problems: readonly FieldProblem[];
}

/** Whoever is a member already has a name and a handle, and is asked for their yes alone. */
async function showForm(ctx: Context, at: Waiting, { email, known }: NewcomerDto, typed?: Typed): Promise<void> {
  const status = typed === undefined ? 200 : 422;
  if (known === null) return show(ctx, joinView, presentJoin(at, email, typed), status);
  await show(ctx, agreeView, presentAgree(at, { email, ...known }, typed?.problems), status);
}

export function joinRoutes(router: AppRouter, config: Config<typeof settings>, door: Door): void {
  const at = atDoor(door, config.urls);

  router.get('/sign-in/:uid/join', at.guard, async function askForName(ctx) {
    const interaction = at.read(ctx);
    const newcomer = await ctx.services.federation.findNewcomer(interaction.uid);
    if (newcomer === null) return seeOther(ctx, pathOf(interaction));
    await showForm(ctx, interaction, newcomer);
  });

  router.post('/sign-in/:uid/join', at.guard, form.guard, async function join(ctx) {
    const interaction = at.read(ctx);
    const typed = form.read(ctx);
    const joined = await ctx.services.federation.join({ interaction: interaction.uid, ...typed });
    if (joined.kind === 'member') return letIn(ctx, door, config, joined.memberId);
    const newcomer = await ctx.services.federation.findNewcomer(interaction.uid);
    if (joined.kind === 'over' || newcomer === null) return seeOther(ctx, pathOf(interaction));
    await showForm(ctx, interaction, newcomer, { ...typed, problems: joined.problems });
  });

  /** What the page's script asks while a handle is typed. Only who proved an address hears who is here. */
  router.get('/sign-in/:uid/join/handle', at.guard, query.guard, async function checkHandle(ctx) {
    const newcomer = await ctx.services.federation.findNewcomer(at.read(ctx).uid);
    if (newcomer?.known !== null) throw new NotFound();
    const problem = await ctx.services.federation.checkHandle(query.read(ctx).handle);
    ctx.set('cache-control', 'no-store');
    ctx.body = { problem: problem?.sentence ?? null };
  });
}
