import type { AppRouter } from '@rose-ash/shared/infrastructure/app/router';
import type { Config } from '@rose-ash/shared/infrastructure/config/config';
import type { settings } from '../../config.js';
import { atDoor } from './at-door.js';
import type { Door } from './door.js';

export function leaveRoutes(router: AppRouter, config: Config<typeof settings>, door: Door): void {
  const at = atDoor(door, config.urls);

  router.post('/sign-in/:uid/leave', at.guard, async function leave(ctx) {
    await door.abandon(ctx);
  });
}
