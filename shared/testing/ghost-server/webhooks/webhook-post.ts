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
