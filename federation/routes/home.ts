import type { AppRouter } from '@rose-ash/shared/infrastructure/app/router';
import type { Unit } from '@rose-ash/shared/contracts/registry';
import { presentHome, type Street } from '../presenters/home.js';
import { homeView } from '../views.js';

const minute = 60_000;
const mostPeople = 12;

export function homeRoutes(router: AppRouter): void {
  router.get('/', async function showHome(ctx) {
    const parts = ctx.compose({ latest: { type: 'federation/latest', params: { limit: 6, level: 2 } } });
    const street = await ctx.services.transaction(readStreet);
    const { latest } = await parts;
    await ctx.render(homeView, presentHome(street, latest.html), {
      canonicalPath: '/',
      cache: { query: [], tags: ['members'], ttlMs: minute },
    });
  });
}

async function readStreet({ federation }: Unit): Promise<Street> {
  return { people: await federation.countMembers(), newest: await federation.listNewest(null, mostPeople) };
}
