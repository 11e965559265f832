import type { AppName } from '../../contracts/apps.js';
import type { AnyHandler } from '../activities/define-handler.js';
import type { AppSettings, AppValues } from '../config/setting.js';
import type { AnyMail } from '../mail/define-mail.js';
import type { AnyJob } from '../jobs/define-job.js';
import type { ProviderPages } from '../oidc/provider/pages.js';
import type { AnyFragment } from '../fragments/define-fragment.js';
import type { AnyView } from '../views/define-view.js';
import type { Routes } from './router.js';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each app's routes read its own settings
type AnyRoutes = readonly Routes<any>[];

/** An app whose own settings do not matter to the one who holds it. */
export type AnyApp = Omit<App, 'routes' | 'machineRoutes'> & { routes: AnyRoutes; machineRoutes?: AnyRoutes };

/** An app's table of contents: data, without side effects. What it answers, shows and reads from the configuration. */
export interface App<S extends AppSettings = AppSettings> {
  name: AppName;
  /** The word the menu uses. */
  title: string;
  settings: S;
  routes: readonly Routes<S>[];
  /**
   * Routes that machines ask, which prove in the request itself who they are: inboxes, bearer tokens, webhooks. No session
   * is looked up for them, nobody is a viewer there, and unsafe methods may come from anywhere.
   */
  machineRoutes?: readonly Routes<S>[];
  /** Paths that take larger bodies than `limits.bodyBytes` allows, in bytes. */
  bodies?: Readonly<Record<string, number>>;
  views: readonly AnyView[];
  /** Jobs of its own, beside those that every app has (`built-in-jobs.ts`). */
  jobs?: readonly AnyJob[];
  /** Those that depend on how it is set up. */
  jobsBy?(values: AppValues<S>): readonly AnyJob[];
  /** What it does when something happened: exactly its lines of `subscriptions` in contracts/activities.ts. */
  handlers?: readonly AnyHandler[];
  /** What other services' pages may show of this one. */
  fragments?: readonly AnyFragment[];
  /** Of the one app that is the OpenID provider: what it shows on the way. */
  provider?: ProviderPages;
  /** The mails whose names begin with this app's. */
  mails?: readonly AnyMail[];
}

export function defineApp<S extends AppSettings>(app: App<S>): App<S> {
  return app;
}
