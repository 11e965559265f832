import type { AppName } from '../../contracts/apps.js';
import type { ActivityCatalogues } from './catalogues.js';
import type { AnyHandler } from './define-handler.js';

/** The name of the built-in handler that every activity with tags has a task for. */
export const invalidateHandler = 'invalidate';

/**
 * Makes caches forget what an activity of this app changed. The unit has done so right after its commit; this is for the
 * times when it could not, because it died or Redis was away. It touches Redis, which no other handler may: it writes no
 * rows, and doing it twice does no harm.
 */
export function invalidateHandlers(
  app: AppName,
  { types }: ActivityCatalogues,
  invalidate: (tags: readonly string[]) => Promise<void>,
): AnyHandler[] {
  return [...types.values()]
    .filter((type) => type.app === app)
    .map((type) => ({
      activity: type.type,
      name: invalidateHandler,
      handle: (_unit, activity) => invalidate(type.tags(activity.payload)),
    }));
}
