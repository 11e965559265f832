import type { Ghost } from '../ghost.js';
import type { WebhookRow } from '../state/rows.js';
import { callTarget } from './call-target.js';
import type { SentWebhook } from './webhook-post.js';
import { signWebhook } from './sign-webhook.js';

/** Its fate is drawn when it is fired, so that it follows from the seed and not from the network. */
export interface Waiting {
  webhook: WebhookRow;
  body: string;
  isLost: boolean;
  rank: number;
}

/** Tries it, once, and notes down what came of it. */
export async function sendWebhook(ghost: Ghost, { webhook, body, isLost }: Waiting): Promise<SentWebhook> {
  const { event, target_url: url } = webhook;
  const headers = headersFor(ghost, webhook, body);
  const outcome = isLost ? 'lost' : await outcomeOf(ghost, webhook, headers, body);
  if (outcome === 410) ghost.world.webhooks.delete(webhook.id);
  webhook.last_triggered_at = ghost.clock.stamp();
  webhook.last_triggered_status = typeof outcome === 'number' ? String(outcome) : null;
  webhook.last_triggered_error = typeof outcome === 'number' && outcome < 400 ? null : `Request failed: ${outcome}`;
  return { event, url, body, headers, outcome };
}

async function outcomeOf(ghost: Ghost, { id, target_url }: WebhookRow, headers: Record<string, string>, body: string) {
  if (!ghost.world.webhooks.has(id) || !ghost.settings.allowInternalTargets) return 'refused';
  return callTarget(target_url, headers, body);
}

function headersFor(ghost: Ghost, { secret }: WebhookRow, body: string): Record<string, string> {
  const { faults, settings } = ghost;
  return {
    'user-agent': `Ghost/${faults.version.slice(1)} (https://github.com/TryGhost/Ghost)`,
    'content-length': String(Buffer.byteLength(body)),
    'content-type': 'application/json',
    'content-version': faults.version,
    ...(secret !== null && { 'x-ghost-signature': signWebhook(secret, body, settings.wall(), settings.signature) }),
  };
}
