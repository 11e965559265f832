import type { AppRouter } from '@rose-ash/shared/infrastructure/app/router';
import type { Unit } from '@rose-ash/shared/contracts/registry';
import type { MaybeViewer } from '@rose-ash/shared/contracts/viewer';
import { presentHome, type Street } from '../presenters/home.js';
import { homeView } from '../views.js';

const minute = 60_000;
const mostPeople = 12;

export function homeRoutes(router: AppRouter): void {
  router.get('/', async function showHome(ctx) {
    const parts = ctx.compose({ latest: { type: 'federation/latest', params: { limit: 6, level: 2 } } });
    const street = await ctx.services.transaction((unit) => readStreet(unit, ctx.viewer));
    const { latest } = await parts;
    const shared = ctx.viewer === null ? { cache: { query: [], tags: ['members'], ttlMs: minute } } : {};
    await ctx.render(homeView, presentHome(street, latest.html), { canonicalPath: '/', ...shared });
  });
}

/** Names are for members; a stranger is told how many there are. */
async function readStreet({ federation }: Unit, viewer: MaybeViewer): Promise<Street> {
  const people = await federation.countMembers();
  return { people, newest: viewer && (await federation.listNewest(viewer, mostPeople)) };
}
