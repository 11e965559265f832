import type { Unit } from '@rose-ash/shared/contracts/registry';
import type { Routes } from '@rose-ash/shared/infrastructure/app/router';
import type { MaybeViewer } from '@rose-ash/shared/contracts/viewer';
import { createFormat } from '@rose-ash/shared/lib/format';
import { presentHome, type Known } from '../presenters/home.js';
import { homeView } from '../views.js';

const minute = 60_000;

export const homeRoutes: Routes = (router, { site }) => {
  const format = createFormat(site);

  router.get('/', async function showHome(ctx) {
    const known = await ctx.services.transaction((unit) => readKnown(unit, ctx.viewer));
    const shared = ctx.viewer === null ? { cache: { query: [], tags: ['members'], ttlMs: minute } } : {};
    await ctx.render(homeView, presentHome(known, format), { canonicalPath: '/', ...shared });
  });
};

async function readKnown({ account, cart, federation }: Unit, viewer: MaybeViewer): Promise<Known> {
  const accounts = await account.countAccounts();
  if (viewer === null) return { member: null, things: 0, accounts };
  const member = await federation.findMemberById(viewer, viewer.id);
  const things = await cart.countThings(viewer, { kind: 'member', memberId: viewer.id });
  return { member, things, accounts };
}
