import { setTimeout as pause } from 'node:timers/promises';
import type { Ghost } from '../ghost.js';
import type { WebhookRow } from '../state/rows.js';
import { callTarget } from './call-target.js';
import { signWebhook } from './sign-webhook.js';

/** One that was tried, or lost by a fault before it could be. */
export interface SentWebhook {
  event: string;
  url: string;
  body: string;
  headers: Record<string, string>;
  /** The status of the answer, or why there was none. */
  outcome: number | 'lost' | 'no answer' | 'refused';
}

/** Takes events and sends them: one after another, each once, from memory only. */
export interface WebhookPost {
  fire(event: string, body: Record<string, unknown>): void;
  /** Every one since the start, in the order of leaving. */
  sent: SentWebhook[];
  /** Resolves when nothing waits any more. */
  idle(): Promise<void>;
  /** What waits is forgotten, as when Ghost is started anew. */
  forget(): void;
}

/** Its fate is drawn when it is fired, so that it follows from the seed and not from the network. */
interface Waiting {
  webhook: WebhookRow;
  body: string;
  isLost: boolean;
  rank: number;
}

export function webhookPost(ghost: () => Ghost): WebhookPost {
  let waiting: Waiting[] = [];
  let sending: Promise<void> | null = null;

  async function sendAll(): Promise<void> {
    // Everything that one change fires is there before the first leaves.
    await pause(ghost().faults.webhooks.delayMs);
    for (let next = take(); next; next = take()) {
      post.sent.push(await send(ghost(), next));
      if (waiting.length > 0) await pause(ghost().faults.webhooks.delayMs);
    }
    sending = null;
  }

  /** The first of the lowest rank. */
  function take(): Waiting | undefined {
    const lowest = Math.min(...waiting.map(({ rank }) => rank));
    return waiting.splice(
      waiting.findIndex(({ rank }) => rank === lowest),
      1,
    )[0];
  }

  const post: WebhookPost = {
    sent: [],
    fire: (event, payload) => {
      const { world, faults, chance } = ghost();
      const listening = [...world.webhooks.values()].filter((webhook) => webhook.event === event);
      const body = listening.length > 0 ? JSON.stringify({ event, ...payload }) : '';
      for (const webhook of listening) {
        const { lose, double, shuffle } = faults.webhooks;
        const draw = () => ({ webhook, body, isLost: chance() < lose, rank: shuffle ? chance() : 0 });
        waiting.push(draw());
        if (chance() < double) waiting.push(draw());
      }
      if (waiting.length > 0) sending ??= sendAll();
    },
    idle: async () => {
      while (sending) await sending;
    },
    forget: () => {
      waiting = [];
    },
  };
  return post;
}

async function send(ghost: Ghost, { webhook, body, isLost }: Waiting): Promise<SentWebhook> {
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
