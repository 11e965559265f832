import type { AppRouter } from '@rose-ash/shared/infrastructure/app/router';
import { readPage } from '@rose-ash/shared/infrastructure/http/read-page';
import { pageHref } from '@rose-ash/shared/lib/pagination';
import { sendOn } from './send-on.js';

/**
 * Ghost's addresses of what is elsewhere here: `page/2/` of a list is `?page=2`, and `feed/` is its feed, as on the Ghost.
 *
 * @param path of the list, with a slash at its end.
 */
export function redirectGhostWays(router: AppRouter, path: string): void {
  router.get(`${path}page/:number{/}`, (ctx) => {
    const page = readPage(ctx.params['number']);
    sendOn(ctx, pageHref(page, ctx.path.replace(/page\/\d+\/?$/, '')));
  });
  router.get(`${path}feed{/}`, (ctx) => {
    sendOn(ctx, ctx.path.replace(/feed\/?$/, 'rss/'));
  });
}
