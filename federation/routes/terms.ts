import type { AppRouter } from '@rose-ash/shared/infrastructure/app/router';
import { termsView } from '../views.js';

const hour = 3_600_000;

export function termsRoutes(router: AppRouter): void {
  router.get('/terms', async function showTerms(ctx) {
    const shared = ctx.viewer === null ? { cache: { query: [], tags: [], ttlMs: hour } } : {};
    await ctx.render(termsView, {}, { canonicalPath: '/terms', ...shared });
  });
}
