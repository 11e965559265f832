import { In, type EntityTarget } from 'typeorm';
import { Author } from '../../../models/blog/author.js';
import { PictureCopy } from '../../../models/blog/picture-copy.js';
import { PostPicture } from '../../../models/blog/post-picture.js';
import { Post } from '../../../models/blog/post.js';
import { Tag } from '../../../models/blog/tag.js';
import type { BlogDeps } from '../deps.js';
import { showFaces, showPictures } from './show-pictures.js';
import { sourcesIn, sourcesOf } from './sources.js';

/** Ids of what was written in a unit. */
export interface Written {
  posts: readonly string[];
  tags: readonly string[];
  authors: readonly string[];
}

/** So many copies are ordered at once; a sweep comes for the others, and the queue stays short. */
const mostOrders = 100;

/** Asks for our own copies of every picture that these show, and shows those that are here already. Once in a unit. */
export async function wantPictures(deps: BlogDeps, written: Written): Promise<void> {
  const ofPosts = await readPostSources(deps, written.posts);
  const ofFaces = [...(await readFaceSources(deps, Tag, written.tags)), ...(await readFaceSources(deps, Author, written.authors))]; // prettier-ignore
  const sources = [...new Set([...ofFaces, ...ofPosts.flatMap(({ sources }) => sources)])].sort();
  const ids = await insertWanted(deps, sources);
  await linkPosts(deps, ofPosts, ids);
  await showPictures(deps, written.posts);
  await showFaces(deps, written);
}

interface PostSources {
  postId: string;
  sources: string[];
}

async function readPostSources({ manager }: BlogDeps, postIds: readonly string[]): Promise<PostSources[]> {
  if (postIds.length === 0) return [];
  const posts = await manager.find(Post, {
    select: { id: true, ghostSite: true, pictureSrc: true, refs: true },
    where: { id: In(postIds) },
  });
  return posts.map((post) => ({ postId: post.id, sources: sourcesIn(post) }));
}

async function readFaceSources(
  { manager }: BlogDeps,
  entity: EntityTarget<Tag | Author>,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await manager.find(entity, {
    select: { id: true, ghostSite: true, pictureSrc: true },
    where: { id: In(ids) },
  });
  return rows.map(({ ghostSite, pictureSrc }) => sourcesOf(ghostSite)(pictureSrc)).filter((source) => source !== null);
}

/** One statement, in the order of the addresses, so that two units never wait for each other in a circle. */
const insert = `
  insert into picture_copies (id, source, next_try_at, created_at)
  select id, source, $3, $3 from unnest($1::uuid[], $2::text[]) as wanted (id, source)
  order by source
  on conflict (source) do nothing
  returning id`;

/** @returns the id of each address. */
async function insertWanted(
  { manager, clock, newId, order }: BlogDeps,
  sources: string[],
): Promise<Map<string, string>> {
  if (sources.length === 0) return new Map();
  const values = [sources.map(() => newId()), sources, clock()];
  const added = await manager.query<{ id: string }[]>(insert, values);
  for (const { id } of added.slice(0, mostOrders)) {
    order({ name: 'copy-picture', app: 'blog', id, payload: { copyId: id } });
  }
  const known = await manager.find(PictureCopy, { select: { id: true, source: true }, where: { source: In(sources) } });
  return new Map(known.map(({ id, source }) => [source, id]));
}

async function linkPosts({ manager }: BlogDeps, posts: PostSources[], ids: Map<string, string>): Promise<void> {
  if (posts.length === 0) return;
  await manager.delete(PostPicture, { postId: In(posts.map(({ postId }) => postId)) });
  const links = posts.flatMap(({ postId, sources }) =>
    sources.flatMap((source) => {
      const copyId = ids.get(source);
      return copyId === undefined ? [] : [{ postId, copyId }];
    }),
  );
  if (links.length > 0) await manager.insert(PostPicture, links);
}
