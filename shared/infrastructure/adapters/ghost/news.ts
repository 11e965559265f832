import { z } from 'zod';
import type { GhostCursor, GhostDeleted, GhostKind, GhostNews, GhostSide } from '../../../contracts/ghost.js';

/** Ghost writes a line some time after it answered, by its own clock. */
export const newsOverlapMs = 60_000;

const action = z.object({
  id: z.string().min(1),
  resource_id: z.string().nullable(),
  resource_type: z.string(),
  event: z.string().nullish(),
  context: z.string().nullish(),
  created_at: z.string(),
});

export const actions = z.array(action);

export type Action = z.infer<typeof action>;

/** Sorts lines, the newest first, by what they are about. */
export function toNews(lines: readonly Action[], since: GhostCursor | null): GhostNews {
  const touched: GhostNews['touched'] = { tags: [], users: [], posts: [], pages: [] };
  const unnamed = new Set<GhostKind>();
  const deletedUnnamed = new Set<GhostKind>();
  // Ids are never given twice, so nobody need ask for these again.
  const deleted = new Set(lines.filter(({ event }) => event === 'deleted').map(({ resource_id }) => resource_id));
  for (const line of lines) {
    const isNew = line.id > (since?.id ?? '');
    for (const kind of kindsOf(line)) {
      if (line.resource_id !== null) touched[kind].push(...(deleted.has(line.resource_id) ? [] : [line.resource_id]));
      else if (isNew) (line.event === 'deleted' ? deletedUnnamed : unnamed).add(kind);
    }
    if (isNew && givesTextsOn(line)) for (const kind of ['posts', 'pages'] as const) unnamed.add(kind);
  }
  const [first] = lines;
  const newestId = lines.map(({ id }) => id).reduce((one, other) => (one > other ? one : other), since?.id ?? '');
  return {
    newest: first === undefined ? since : { updatedAt: new Date(first.created_at), id: newestId },
    isBack: false,
    touched: uniqueIn(touched),
    unnamed: [...unnamed],
    deleted: [...deleted].filter((id) => id !== null),
    deletedUnnamed: [...deletedUnnamed],
    ...sidesIn(lines),
  };
}

/** Ghost calls a tier a product. */
const sidesByType: Record<string, GhostSide> = {
  setting: 'settings',
  product: 'tiers',
  newsletter: 'newsletters',
  member: 'members',
};

function sidesIn(lines: readonly Action[]): Pick<GhostNews, 'sides' | 'members'> {
  const sides = lines.flatMap(({ resource_type }) => sidesByType[resource_type] ?? []);
  const members = lines.filter(({ resource_type }) => resource_type === 'member').map(({ resource_id }) => resource_id);
  const named = members.filter((id) => id !== null);
  return {
    sides: [...new Set(sides)],
    members: named.length < members.length ? null : [...new Set(named)],
  };
}

/** Who is deleted leaves posts and pages to somebody else, and Ghost moves no date of theirs. */
const givesTextsOn = ({ resource_type, event }: Action): boolean => resource_type === 'user' && event === 'deleted';

/** Pages are posts whose context says so; of many at once it may say nothing, or posts where all are pages. */
function kindsOf({ resource_type, resource_id, event, context }: Action): GhostKind[] {
  if (resource_type === 'tag') return ['tags'];
  if (resource_type === 'user') return ['users'];
  if (resource_type === 'page') return ['pages'];
  if (resource_type !== 'post') return [];
  const { type, action_name: name } = told(context);
  const isVague = event === 'edited' && type === 'post' && name === undefined;
  if (resource_id === null && (type === undefined || isVague)) return ['posts', 'pages'];
  return [type === 'page' ? 'pages' : 'posts'];
}

/** What of a kind the log knows to be deleted. */
export function deletedIn(news: GhostNews, kind: GhostKind): GhostDeleted {
  return news.deletedUnnamed.includes(kind) ? 'all' : news.deleted;
}

function told(context: string | null | undefined): { type?: unknown; action_name?: unknown } {
  try {
    return (JSON.parse(context ?? '{}') as object | null) ?? {};
  } catch {
    return {};
  }
}

function uniqueIn(touched: GhostNews['touched']): GhostNews['touched'] {
  const { tags, users, posts, pages } = touched;
  const unique = (list: string[]) => [...new Set(list)];
  return { tags: unique(tags), users: unique(users), posts: unique(posts), pages: unique(pages) };
}
