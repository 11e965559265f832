import type { GhostCursor, GhostNews } from '../../../contracts/ghost.js';
import { listIn, type AskAdmin } from './ask-admin.js';
import { actions, newsOverlapMs, toNews, type Action } from './news.js';

export async function readNews(ask: AskAdmin, since: GhostCursor | null): Promise<GhostNews> {
  if (since === null) {
    const [newest] = listIn(actions, await ask('actions', { limit: '1' }), 'actions');
    return { ...toNews([], null), newest: newest ? { updatedAt: new Date(newest.created_at), id: newest.id } : null };
  }
  return toNews(await linesSince(ask, since.updatedAt.getTime() - newsOverlapMs), since);
}

/** The newest first; the log gives no other order. */
async function linesSince(ask: AskAdmin, from: number): Promise<Action[]> {
  const lines: Action[] = [];
  for (let page = 1; ; page += 1) {
    const found = listIn(actions, await ask('actions', { limit: '100', page: String(page) }), 'actions');
    const fresh = found.filter((line) => new Date(line.created_at).getTime() >= from);
    lines.push(...fresh);
    if (fresh.length < found.length || found.length < 100) return lines;
  }
}
