import type { EntityManager } from 'typeorm';
import { openDatabase } from '../infrastructure/db/data-source.js';
import { newId } from '../lib/ids.js';
import { Author } from '../models/blog/author.js';
import { PostAuthor } from '../models/blog/post-author.js';
import { PostTag } from '../models/blog/post-tag.js';
import { Post } from '../models/blog/post.js';
import { Tag } from '../models/blog/tag.js';
import type { BlogDeps } from '../services/blog/deps.js';
import { keepWords } from '../services/blog/search/keep-words.js';

/** The word that one post in a hundred says, and the tag that one in twenty wears. */
export const rareWord = 'zeppelin';
export const rareTag = 'tag-7';

const tags = 20;
const authors = 25;
const wordsEach = 450;
/** Rows of one statement: PostgreSQL takes 65,535 values. */
const batch = 500;
const dayMs = 86_400_000;
const firstAt = Date.parse('2006-01-01T08:00:00Z');

/** Posts with texts made of the demo's words, the common ones more often, as many as asked for; each findable. */
export async function fillBlog(databaseUrl: string, posts: number): Promise<void> {
  const dataSource = await openDatabase({
    url: databaseUrl,
    poolSize: 2,
    applicationName: 'fill-blog',
    statementTimeoutMs: 0,
  });
  try {
    const { manager } = dataSource;
    const known = await manager.query<{ word: string }[]>('select word from search_words order by length(word), word');
    const words = known.map(({ word }) => word);
    const named = await nameThings(manager);
    for (let first = 0; first < posts; first += batch) {
      const many = Array.from({ length: Math.min(batch, posts - first) }, (_, index) => first + index);
      await insertPosts(manager, many, words, named);
    }
    await dataSource.query('vacuum analyze');
  } finally {
    await dataSource.destroy();
  }
}

interface Named {
  tagIds: string[];
  authorIds: string[];
}

const at = (day: number) => new Date(firstAt + day * (dayMs / 2));

async function nameThings(manager: EntityManager): Promise<Named> {
  const named = (kind: string, count: number) =>
    Array.from({ length: count }, (_, index) => {
      const times = { createdAt: at(0), updatedAt: at(0) };
      return { id: newId(), slug: `${kind}-${index}`, name: `The ${kind} ${index}`, ...times };
    });
  const [tagRows, authorRows] = [named('tag', tags), named('author', authors)];
  await manager.insert(
    Tag,
    tagRows.map((row) => ({ ...row, visibility: 'public' as const })),
  );
  await manager.insert(Author, authorRows);
  return { tagIds: tagRows.map(({ id }) => id), authorIds: authorRows.map(({ id }) => id) };
}

async function insertPosts(manager: EntityManager, many: number[], words: string[], named: Named): Promise<void> {
  const rows = many.map((index) => ({ index, ...postOf(index, words) }));
  await manager.insert(
    Post,
    rows.map(({ index: _, ...post }) => post),
  );
  const tagged = rows.flatMap(({ id, index }) =>
    [index % tags, (index * 7 + 3) % tags]
      .filter((tag, place, all) => all.indexOf(tag) === place)
      .map((tag, position) => ({ postId: id, tagId: named.tagIds[tag] ?? '', position })),
  );
  await manager.insert(PostTag, tagged);
  await manager.insert(
    PostAuthor,
    rows.map(({ id, index }) => ({ postId: id, authorId: named.authorIds[index % authors] ?? '', position: 0 })),
  );
  await keepWords(
    { manager } as BlogDeps,
    rows.map(({ id }) => id),
  );
}

function postOf(index: number, words: string[]) {
  const random = seeded(index);
  const word = () => words[Math.floor(words.length * random() ** 3)] ?? 'bread';
  const sentence = (count: number) => Array.from({ length: count }, word).join(' ');
  const rare = index % 100 === 0 ? ` ${rareWord}` : '';
  const paragraphs = Array.from({ length: 6 }, () => sentence(wordsEach / 6));
  const text = paragraphs.join('\n') + rare;
  return {
    ...{ id: newId(), slug: `post-${index}`, title: `Post ${index}: ${sentence(4)}`, excerpt: sentence(24) },
    ...({ kind: 'post', status: 'published', visibility: 'public', publishedAt: at(index) } as const),
    ...{ createdAt: at(index), updatedAt: at(index), readingMinutes: 2 },
    ...{ html: `<p>${paragraphs.join('</p>\n<p>')}${rare}</p>`, text },
  };
}

/** The same numbers each time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed + 1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
