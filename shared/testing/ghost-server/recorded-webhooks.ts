import { readFileSync } from 'node:fs';

/** From the compiled file to the webhooks that a Ghost 6.65 sent; the file is not compiled. */
const file = new URL('../../../testing/ghost-server/recorded-webhooks.json', import.meta.url);

export interface RecordedWebhook {
  event: string;
  /** The value of X-Ghost-Signature. */
  signature: string;
  rawBody: string;
}

/** Twenty of them, to the byte, and the secret that they were signed with. */
export function recordedWebhooks(): { secret: string; webhooks: RecordedWebhook[] } {
  return JSON.parse(readFileSync(file, 'utf8')) as { secret: string; webhooks: RecordedWebhook[] };
}
