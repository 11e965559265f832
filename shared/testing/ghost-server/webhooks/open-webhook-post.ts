import { setTimeout as pause } from 'node:timers/promises';
import type { Ghost } from '../ghost.js';
import { sendWebhook, type Waiting } from './send-webhook.js';
import type { WebhookPost } from './webhook-post.js';

export function openWebhookPost(ghost: () => Ghost): WebhookPost {
  let waiting: Waiting[] = [];
  let sending: Promise<void> | null = null;

  async function sendAll(): Promise<void> {
    // Everything that one change fires is there before the first leaves.
    await pause(ghost().faults.webhooks.delayMs);
    for (let next = take(); next; next = take()) {
      post.sent.push(await sendWebhook(ghost(), next));
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
