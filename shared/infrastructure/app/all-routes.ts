import type { Auth } from '../auth/open-auth.js';
import { authMachineRoutes, authRoutes } from '../auth/routes/index.js';
import type { Config } from '../config/config.js';
import type { AnyApp } from './define-app.js';
import { createRouter, type AppRouter, type Routes } from './router.js';

export interface RoutesOptions {
  config: Config;
  /** Absent where nobody signs in. */
  auth?: Auth | undefined;
  /** Pages of the workshop. */
  extraRoutes?: readonly Routes[] | undefined;
}

/** All that a site answers beside files and health: what people ask for, and what machines do. */
export function allRoutes(
  app: Pick<AnyApp, 'routes' | 'machineRoutes'>,
  { config, auth, extraRoutes = [] }: RoutesOptions,
): { router: AppRouter; machines: AppRouter } {
  const ofAuth = auth === undefined ? [] : authRoutes(auth);
  const machinesOfAuth = auth === undefined ? [] : authMachineRoutes(auth);
  return {
    router: createRouter([...extraRoutes, ...ofAuth, ...app.routes], config),
    machines: createRouter([...machinesOfAuth, ...(app.machineRoutes ?? [])], config),
  };
}
