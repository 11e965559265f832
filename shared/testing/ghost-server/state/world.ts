import type { ActionRow, FlatRow, MemberRow, SettingRow, TextRow, WebhookRow } from './rows.js';

/** All that this Ghost knows. It is the third party, so it may forget when it stops. */
export interface World {
  /** Posts and pages: one table, as in Ghost. */
  texts: Map<string, TextRow>;
  tags: Map<string, FlatRow>;
  users: Map<string, FlatRow>;
  tiers: Map<string, FlatRow>;
  newsletters: Map<string, FlatRow>;
  members: Map<string, MemberRow>;
  settings: Map<string, SettingRow>;
  webhooks: Map<string, WebhookRow>;
  /** In the order in which they were written. */
  actions: ActionRow[];
}

export function emptyWorld(): World {
  return {
    ...{ texts: new Map(), tags: new Map(), users: new Map(), tiers: new Map(), newsletters: new Map() },
    ...{ members: new Map(), settings: new Map(), webhooks: new Map(), actions: [] },
  };
}
