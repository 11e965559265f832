import { z } from 'zod';
import type { GhostCursor, GhostKind, GhostNews } from '../../../contracts/ghost.js';

/** Ghost writes a line some time after it answered, by its own clock. */
export const newsOverlapMs = 60_000;

const action = z.object({
  id: z.string().min(1),
  resource_id: z.string().nullable(),
  resource_type: z.string(),
  context: z.string().nullish(),
  created_at: z.string(),
});

export const actions = z.array(action);

export type Action = z.infer<typeof action>;

/** Sorts lines, the newest first, by what they are about. */
export function toNews(lines: readonly Action[], since: GhostCursor | null): GhostNews {
  const touched: GhostNews['touched'] = { tags: [], users: [], posts: [], pages: [] };
  const unnamed = new Set<GhostKind>();
  for (const line of lines) {
    const kind = kindOf(line);
    if (kind === null) continue;
    if (line.resource_id !== null) touched[kind].push(line.resource_id);
    else if (line.id > (since?.id ?? '')) unnamed.add(kind);
  }
  const [first] = lines;
  const newestId = lines.map(({ id }) => id).reduce((one, other) => (one > other ? one : other), since?.id ?? '');
  return {
    newest: first === undefined ? since : { updatedAt: new Date(first.created_at), id: newestId },
    touched: uniqueIn(touched),
    unnamed: [...unnamed],
  };
}

/** Pages are posts whose context says so. */
function kindOf({ resource_type, context }: Action): GhostKind | null {
  if (resource_type === 'tag') return 'tags';
  if (resource_type === 'user') return 'users';
  if (resource_type === 'page') return 'pages';
  if (resource_type !== 'post') return null;
  return typeIn(context) === 'page' ? 'pages' : 'posts';
}

function typeIn(context: string | null | undefined): unknown {
  try {
    return (JSON.parse(context ?? '{}') as { type?: unknown } | null)?.type;
  } catch {
    return undefined;
  }
}

function uniqueIn(touched: GhostNews['touched']): GhostNews['touched'] {
  const { tags, users, posts, pages } = touched;
  const unique = (list: string[]) => [...new Set(list)];
  return { tags: unique(tags), users: unique(users), posts: unique(posts), pages: unique(pages) };
}
