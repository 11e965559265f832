import type { SlugOwner } from '@rose-ash/shared/contracts/services/blog';
import type { Context } from '@rose-ash/shared/infrastructure/http/context';
import { NotFound } from '@rose-ash/shared/lib/errors';

type Asked = Pick<Context, 'services' | 'viewer' | 'status' | 'redirect' | 'search'>;

/**
 * From an address that something had before to the one that it has now.
 *
 * @param pathOf of what is at a slug, to be sent on to.
 * @throws NotFound when nothing that the viewer may see was ever there.
 */
export async function sendOnFrom(
  slug: string,
  ctx: Asked,
  kind: SlugOwner,
  pathOf: (slug: string) => string,
): Promise<void> {
  const present = await ctx.services.blog.findPresentSlug(ctx.viewer, slug, kind);
  if (present === null) throw new NotFound();
  sendOn(ctx, pathOf(present));
}

/** For good, with what was asked beside: search engines and bookmarks may learn it. */
export function sendOn(ctx: Pick<Context, 'status' | 'redirect' | 'search'>, path: string): void {
  ctx.status = 301;
  ctx.redirect(path + (path.includes('?') ? ctx.search.replace('?', '&') : ctx.search));
}
