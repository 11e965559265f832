import { actionRoutes } from './actions.js';
import { flatRoutes } from './flat-things.js';
import { memberRoutes } from './members.js';
import type { Route } from './route.js';
import { searchIndexRoutes } from './search-index.js';
import { siteRoutes } from './site.js';
import { tagRoutes } from './tags.js';
import { textRoutes } from './texts.js';
import { textWriteRoutes } from './text-writes.js';
import { webhookRoutes } from './webhooks.js';

/** Everything that the Admin API of this Ghost answers to an integration. */
export const routes: Route[] = [
  ...siteRoutes,
  ...textRoutes,
  ...textWriteRoutes,
  ...tagRoutes,
  ...flatRoutes,
  ...memberRoutes,
  ...actionRoutes,
  ...searchIndexRoutes,
  ...webhookRoutes,
];
