import type { GhostHints } from '../../../contracts/ghost-webhooks.js';
import { ghostKinds, type GhostNews } from '../../../contracts/ghost.js';

/** News, and what webhooks said was touched: Ghost sends those before it writes its log. */
export function withHints(news: GhostNews, { touched }: GhostHints): GhostNews {
  const both = ghostKinds.map(
    (kind) => [kind, [...new Set([...news.touched[kind], ...(touched[kind] ?? [])])]] as const,
  );
  const members = news.members && [...new Set([...news.members, ...(touched.members ?? [])])];
  return { ...news, touched: Object.fromEntries(both) as GhostNews['touched'], members };
}
