import type { BlogDeps } from '../deps.js';

/** Longer ones would not fit into a row of PostgreSQL's search; what is so far down is not looked for. */
const longest = 300_000;

/** PostgreSQL takes what stands between angle brackets for markup and passes it over; in a text it is words. */
const plain = (text: string) => `translate(${text}, '<>', '  ')`;

const wordsOf = (text: string) =>
  `setweight(to_tsvector('english', ${plain('title')}), 'A') || setweight(to_tsvector('english', ${plain('excerpt')}), 'B')
    || setweight(to_tsvector('english', ${plain(`left(${text}, ${longest})`)}), 'C')`;

const keepOfPosts = `
  insert into post_searches (post_id, words, open_words)
  select id, ${wordsOf('text')}, case when visibility <> 'public' then ${wordsOf('teaser_text')} end
  from posts where id = any($1)
  on conflict (post_id) do update set words = excluded.words, open_words = excluded.open_words`;

/**
 * Only what everyone may read: a question is mended for strangers, too. In one order, so that two units that learn the
 * same words never wait for each other in a circle.
 */
const learn = `
  insert into search_words (word)
  select distinct word
  from posts, unnest(tsvector_to_array(to_tsvector('simple', ${plain(`title || ' ' || excerpt || ' '
    || left(case when visibility = 'public' then text else teaser_text end, ${longest})`)}))) word
  where id = any($1) and status = 'published' and word ~ '^[[:alpha:]]{4,40}$'
  order by word
  on conflict do nothing`;

/** Makes these posts findable by what they say now. At most once in a unit, after all are written. */
export async function keepWords({ manager }: BlogDeps, postIds: readonly string[]): Promise<void> {
  if (postIds.length === 0) return;
  await manager.query(keepOfPosts, [postIds]);
  await manager.query(learn, [postIds]);
}
