import type { AppRouter } from '@rose-ash/shared/infrastructure/app/router';

/** Ghost's addresses end in a slash; people's do not always. */
export function redirectSlashless(router: AppRouter, path: string): void {
  router.get(path, (ctx) => {
    ctx.status = 301;
    ctx.redirect(`${ctx.path}/${ctx.search}`);
  });
}
