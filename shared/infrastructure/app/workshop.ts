import type { AnyApp } from './define-app.js';
import type { Routes } from './router.js';

/** Pages for those who build the house. Loaded only in development: production has no code of shared/dev. */
export async function workshopRoutes(app: AnyApp): Promise<Routes[]> {
  const gallery = '../../dev/gallery/gallery-routes.js';
  const { galleryRoutes } = (await import(gallery)) as { galleryRoutes: (app: AnyApp) => Routes };
  return [galleryRoutes(app)];
}
