import { z } from 'zod';

/** A post or page as a Ghost said it, fit to be kept. */
export type SaidText = Readonly<Record<string, unknown>>;

/** What Ghost works out for its readers, and what is told of persons. */
const leftOut = new Set([
  ...['url', 'excerpt', 'reading_time', 'plaintext', 'primary_tag', 'primary_author', 'count', 'access', 'comments'],
  ...['email', 'post_revisions'],
]);

const thing = z.looseObject({ id: z.unknown() });
const things = z.array(thing);
const list = z.array(thing).optional().catch(undefined);
const lists = z.object({ posts: list, pages: list });

/** Everything that an answer says of posts and pages, by Ghost id, without what is not theirs. */
export function saidTexts(body: unknown): ReadonlyMap<string, SaidText> {
  const { posts = [], pages = [] } = lists.safeParse(body).data ?? {};
  return new Map([...posts, ...pages].map((text) => [String(text.id), saidText(text)]));
}

function saidText(text: Record<string, unknown>): SaidText {
  const kept = Object.entries(text).filter(([name]) => !leftOut.has(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, keepable(pointers[name]?.(value) ?? value)]));
}

/** What stands beside a text is named, not told: a renamed tag is no change of the text, and authors have addresses. */
const pointers: Record<string, (value: unknown) => unknown> = {
  tags: (value) => picked(value, 'id', 'slug', 'name'),
  authors: (value) => picked(value, 'id', 'slug'),
  tiers: (value) => picked(value, 'id', 'slug'),
  newsletter: (value) => picked([value], 'id', 'slug')?.[0],
};

function picked(value: unknown, ...names: string[]): Record<string, unknown>[] | undefined {
  return things.safeParse(value).data?.map((one) => Object.fromEntries(names.map((name) => [name, one[name] ?? null])));
}

/** JSON in PostgreSQL knows neither U+0000 nor half a character; everything else is kept to the letter. */
function keepable(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd');
  if (Array.isArray(value)) return value.map(keepable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, keepable(inner)]));
}
