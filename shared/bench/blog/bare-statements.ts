/** The same rows as our pages read, in SQL written by hand. */

const brief = 'id, slug, title, excerpt, published_at, reading_minutes, picture_src';
const listed = `kind = 'post' and status = 'published' and published_at <= now()`;
const newestFirst = 'order by published_at desc, id desc';
const taggedWith = `id in (select post_id from post_tags join tags on tags.id = tag_id where visibility = 'public' and slug = $1)`;

export const featured = `
  select ${brief} from posts where ${listed} and featured and published_at > now() - interval '30 days' ${newestFirst} limit 1`;

/** Without the one that leads. */
export const others = `select ${brief} from posts where ${listed} and id <> $1 ${newestFirst} limit $2`;

export const forEveryone = `select ${brief} from posts where ${listed} and visibility = 'public' ${newestFirst} limit $1`;

export const shelf = `
  select slug, name, price_minor, currency, unit, on_hand - reserved as available from products
  where withdrawn_at is null order by name, id limit $1`;

export const upcoming = `
  select slug, title, starts_at, ends_at, zone, place from entries where ends_at > now() order by starts_at, id limit $1`;

export const newest = `select ${brief} from posts where ${listed} ${newestFirst} limit $1 offset $2`;

export const count = `select count(*)::int as total from posts where ${listed}`;

export const tag = `select slug, name, description from tags where visibility = 'public' and slug = $1`;

export const tagged = `select ${brief} from posts where ${listed} and ${taggedWith} ${newestFirst} limit $2 offset $3`;

export const countTagged = `select count(*)::int as total from posts where ${listed} and ${taggedWith}`;

export const tags = `
  select post_id, slug, name from post_tags join tags on tags.id = tag_id
  where visibility = 'public' and post_id = any($1::uuid[]) order by position`;

export const authors = `
  select post_id, slug, name from post_authors join authors on authors.id = author_id
  where post_id = any($1::uuid[]) order by position`;

export const post = `
  select ${brief}, html, standfirst, outline, updated_at, headed from posts
  where slug = $1 and status = 'published' and published_at <= now()`;

const beside = (side: '<' | '>', order: 'asc' | 'desc') => `
  select slug, title from posts where ${listed} and (published_at, id) ${side} ($1::timestamptz, $2::uuid)
  order by published_at ${order}, id ${order} limit 1`;

export const newer = beside('>', 'asc');
export const older = beside('<', 'desc');

const marked = `'english', left(text, 30000), question, 'MaxFragments=2, MinWords=10, MaxWords=26'`;

export const search = `
  select found.*, ts_headline(${marked}) as snippet
  from (
    select ${brief}, text, question, count(*) over ()::int as total, ts_rank_cd(words, question, 1) as rank
    from websearch_to_tsquery('english', $1) question, post_searches join posts on id = post_id
    where words @@ question and status = 'published' and published_at <= now()
    order by rank desc, published_at desc, id desc offset $2 limit $3
  ) found
  order by rank desc, published_at desc, id desc`;
