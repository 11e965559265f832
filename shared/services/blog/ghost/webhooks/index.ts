import type { GhostHearing } from '../../../../contracts/ghost-webhooks.js';
import type { BlogDeps } from '../../deps.js';
import { findGhostHints, heedGhostHints } from './hints.js';
import { keepGhostDelivery } from './keep-delivery.js';
import { forgetGhostWebhook, keepGhostWebhook, listGhostWebhooks } from './webhooks.js';

export function ghostHearing(deps: BlogDeps): GhostHearing {
  return {
    keepGhostDelivery: (viewer, site, delivery) => keepGhostDelivery(deps, viewer, site, delivery),
    findGhostHints: (viewer, site) => findGhostHints(deps, viewer, site),
    heedGhostHints: (viewer, hints) => heedGhostHints(deps, viewer, hints),
    listGhostWebhooks: (viewer, site) => listGhostWebhooks(deps, viewer, site),
    keepGhostWebhook: (viewer, site, webhook) => keepGhostWebhook(deps, viewer, site, webhook),
    forgetGhostWebhook: (viewer, site, id) => forgetGhostWebhook(deps, viewer, site, id),
  };
}
