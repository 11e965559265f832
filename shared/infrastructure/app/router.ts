import { Router } from '@koa/router';
import type { Config } from '../config/config.js';
import type { AppSettings } from '../config/setting.js';
import type { Additions, State } from '../http/context.js';

export type AppRouter = Router<State, Additions>;

/** A noun's routes: declares them on the app's router. The list of an app stands in its `routes/index.ts`. */
export type Routes<S extends AppSettings = AppSettings> = (router: AppRouter, config: Config<S>) => void;

/** All routes of an app, strict about the slash at the end: `/about` and `/about/` are two addresses. */
export function createRouter(routes: readonly Routes[], config: Config): AppRouter {
  const router: AppRouter = new Router<State, Additions>({ strict: true });
  for (const declare of routes) declare(router, config);
  return router;
}
