import type { GhostCursor, GhostNews } from '../../../contracts/ghost.js';
import { listIn, type AskAdmin } from './ask-admin.js';
import { actions, newsOverlapMs, toNews, type Action } from './news.js';

export async function readNews(ask: AskAdmin, since: GhostCursor | null): Promise<GhostNews> {
  if (since === null) return { ...toNews([], null), newest: await endOf(ask) };
  const lines = await linesSince(ask, since.updatedAt.getTime() - newsOverlapMs);
  const end = lines.length > 0 ? cursorAt(lines[0]) : await endOf(ask);
  if ((end?.updatedAt.getTime() ?? 0) >= since.updatedAt.getTime()) return toNews(lines, since);
  // Nothing in it says what is new, and the next time it is read from its end, wherever that lies.
  return { ...toNews([], null), newest: end ?? { updatedAt: new Date(0), id: null }, isBack: true };
}

async function endOf(ask: AskAdmin): Promise<GhostCursor | null> {
  return cursorAt(listIn(actions, await ask('actions', { limit: '1' }), 'actions')[0]);
}

const cursorAt = (line: Action | undefined): GhostCursor | null =>
  line === undefined ? null : { updatedAt: new Date(line.created_at), id: line.id };

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
