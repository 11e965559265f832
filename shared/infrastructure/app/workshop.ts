import type { App } from './define-app.js';
import type { Routes } from './router.js';

/** Pages for those who build the house. Loaded only in development: production has no code of shared/dev. */
export async function workshopRoutes(app: App): Promise<Routes[]> {
  const gallery = '../../dev/gallery/gallery-routes.js';
  const { galleryRoutes } = (await import(gallery)) as { galleryRoutes: (app: App) => Routes };
  return [galleryRoutes(app)];
}
