import type { Ghost } from '../ghost.js';
import { invalid, notFound } from '../http/ghost-error.js';
import { thingIn, type AdminAnswer, type AdminRequest } from '../http/request.js';
import { writeAction } from '../operations/write-action.js';
import { stamped } from '../state/found-site.js';
import type { ActionRow, WebhookRow } from '../state/rows.js';
import type { Route } from './route.js';

const one = /^\/webhooks\/([^/]+)\/$/;

/** There is no GET: whoever forgets the ids of its webhooks cannot find them again. */
export const webhookRoutes: Route[] = [
  { method: 'POST', path: /^\/webhooks\/$/, answer: add },
  { method: 'PUT', path: one, answer: edit },
  { method: 'DELETE', path: one, answer: destroy },
];

type Sent = Partial<Pick<WebhookRow, 'event' | 'target_url' | 'name' | 'secret'>>;

/** An event that there is not is taken without a word, and never fires. */
function add(ghost: Ghost, { body }: AdminRequest): AdminAnswer {
  const { event, target_url, name = null, secret = null } = thingIn(body, 'webhooks') as Sent;
  if (event === undefined || target_url === undefined) throw invalid('Validation error, cannot save webhook.');
  refuseDouble(ghost, event, target_url);
  const { id, created_at, updated_at } = stamped(ghost, event);
  const told = { event, target_url, name, secret, api_version: ghost.faults.version };
  const tried = { last_triggered_at: null, last_triggered_status: null, last_triggered_error: null };
  const webhook = { id, ...told, integration_id: ghost.integration.id, created_at, updated_at, ...tried };
  ghost.world.webhooks.set(id, webhook);
  tell(ghost, 'added', webhook);
  return { status: 201, body: { webhooks: [webhook] } };
}

function refuseDouble({ world }: Ghost, event: string, url: string, but?: WebhookRow): void {
  for (const webhook of world.webhooks.values()) {
    if (webhook === but || webhook.event !== event || webhook.target_url !== url) continue;
    throw invalid('Validation error, cannot save webhook.', 'Target URL has already been used for this event.');
  }
}

function edit(ghost: Ghost, { body }: AdminRequest, id = ''): AdminAnswer {
  const webhook = getWebhook(ghost, id);
  const { event = webhook.event, target_url = webhook.target_url, name, secret } = thingIn(body, 'webhooks') as Sent;
  refuseDouble(ghost, event, target_url, webhook);
  Object.assign(webhook, { event, target_url, updated_at: ghost.clock.stamp() });
  if (name !== undefined) webhook.name = name;
  if (secret !== undefined) webhook.secret = secret;
  tell(ghost, 'edited', webhook);
  return { status: 200, body: { webhooks: [webhook] } };
}

function destroy(ghost: Ghost, _: AdminRequest, id = ''): AdminAnswer {
  const webhook = getWebhook(ghost, id);
  ghost.world.webhooks.delete(id);
  tell(ghost, 'deleted', webhook);
  return { status: 204 };
}

function getWebhook({ world }: Ghost, id: string): WebhookRow {
  const webhook = world.webhooks.get(id);
  if (!webhook) throw notFound('Webhook not found.');
  return webhook;
}

function tell(ghost: Ghost, event: ActionRow['event'], { id, name }: WebhookRow): void {
  const context = { primary_name: name };
  writeAction(ghost, ghost.integration, { event, resource_type: 'webhook', resource_id: id, context });
}
