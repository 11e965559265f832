import { z } from 'zod';
import type { GhostList } from '../../../contracts/ghost.js';
import { listIn, type AskAdmin } from './ask-admin.js';

/** What Ghost's search index tells of, and no more. */
const indexed = 10_000;

const ids = z.array(z.object({ id: z.string().min(1) }));

/** By the search index, which is one answer, where it holds all; else page by page. */
export async function readIds(ask: AskAdmin, kind: GhostList): Promise<string[]> {
  if (kind === 'posts' || kind === 'pages') {
    const all = listIn(ids, await ask(`search-index/${kind}`), kind).map(({ id }) => id);
    if (all.length < indexed) return all;
  }
  return readEach(ask, kind);
}

async function readEach(ask: AskAdmin, kind: GhostList): Promise<string[]> {
  const all: string[] = [];
  for (let last: string | null = null; ; last = all.at(-1) ?? null) {
    const filter: Record<string, string> = last === null ? {} : { filter: `id:>'${last}'` };
    const page = listIn(ids, await ask(kind, { fields: 'id', limit: '100', order: 'id asc', ...filter }), kind);
    all.push(...page.map(({ id }) => id));
    if (page.length < 100) return all;
  }
}
