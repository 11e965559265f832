import { operator } from '@rose-ash/shared/contracts/viewer';
import { hintIn } from '@rose-ash/shared/infrastructure/adapters/ghost/webhooks/hint-in';
import {
  checkSignature,
  readSignature,
  type WebhookSecret,
} from '@rose-ash/shared/infrastructure/adapters/ghost/webhooks/read-signature';
import type { Routes } from '@rose-ash/shared/infrastructure/app/router';
import { readBody } from '@rose-ash/shared/infrastructure/http/body-limit';
import type { Context } from '@rose-ash/shared/infrastructure/http/context';
import { toAppError } from '@rose-ash/shared/infrastructure/http/to-app-error';
import { NotFound } from '@rose-ash/shared/lib/errors';
import type { BlogValues, settings } from '../config.js';

interface Hearing extends WebhookSecret {
  site: string;
}

/** A text comes with up to 25 revisions of itself, twice where it was edited. In bytes, by path. */
export const ghostWebhookBodies = { '/webhooks/ghost': 8 * 1024 * 1024 };

/**
 * Where a Ghost says that something changed. That is believed and nothing else: what changed is asked of its Admin API. It
 * is never answered 410, which would have Ghost delete the webhook.
 */
export const ghostWebhookRoutes: Routes<typeof settings> = (router, { app }) => {
  router.post('ghost-webhook', '/webhooks/ghost', async function hearGhost(ctx) {
    try {
      const outcome = await hear(ctx, hearingOf(app));
      ctx.metrics.webhooks.inc({ from: 'ghost', outcome });
    } catch (error) {
      const { code, status } = toAppError(error);
      ctx.metrics.webhooks.inc({ from: 'ghost', outcome: code.replace('webhook-', '') });
      if (status === 401) ctx.set('www-authenticate', 'X-Ghost-Signature');
      // What was not read of the body would stand before the next request on this connection.
      ctx.set('connection', 'close');
      throw error;
    }
    ctx.status = 202;
  });
};

/** The cheapest refusals come first: the body of whoever has no good signature is not read. */
async function hear(ctx: Context, { site, ...rules }: Hearing): Promise<'kept' | 'known'> {
  const signature = readSignature(ctx.get('x-ghost-signature'), new Date());
  const body = await readBody(ctx, ctx.state.bodyBytes);
  const digest = checkSignature(signature, body, rules);
  return ctx.services.blog.keepGhostDelivery(operator, site, { digest, ...hintIn(body) });
}

/** @throws NotFound where no Ghost is mirrored, or no secret is known. */
function hearingOf({
  GHOST_URL: site,
  GHOST_WEBHOOK_SECRET: secret,
  GHOST_WEBHOOK_OLD_SIGNATURES: takesOld,
}: BlogValues): Hearing {
  if (site !== undefined && secret !== undefined) return { site, secret, takesOld };
  throw new NotFound('No webhooks of a Ghost are taken here: GHOST_URL or GHOST_WEBHOOK_SECRET is not set.');
}
