import type { Routes } from '@rose-ash/shared/infrastructure/app/router';
import type { settings } from '../../config.js';
import { askRoutes } from './ask.js';
import { codeRoutes } from './code.js';
import type { Door } from './door.js';
import { joinRoutes } from './join.js';
import { leaveRoutes } from './leave.js';
import { linkRoutes } from './link.js';

/**
 * The pages between a site that wants to know who somebody is and the answer. A passkey will be one more way to come to
 * `letIn`, on the first page, below the field.
 */
export function signInRoutes(door: Door): Routes<typeof settings>[] {
  // Links come first: to a router, `link` could be an interaction.
  return [linkRoutes, askRoutes, codeRoutes, joinRoutes, leaveRoutes].map(
    (declare): Routes<typeof settings> =>
      (router, config) =>
        declare(router, config, door),
  );
}
