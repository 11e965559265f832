import { In, type EntityManager, type EntityTarget } from 'typeorm';
import type { MaybeViewer } from '../../../../contracts/viewer.js';
import { Author } from '../../../../models/blog/author.js';
import { Post } from '../../../../models/blog/post.js';
import { Tag } from '../../../../models/blog/tag.js';
import type { BlogDeps } from '../../deps.js';
import { isPublished, requireEditor } from '../../policy.js';
import { reservedFor } from '../../reserved-slugs.js';
import { keepOldSlugs } from '../keep-old-slugs.js';
import { settled } from '../notes.js';
import { oneImportAtATime } from '../one-at-a-time.js';
import { siteKey } from '../site.js';
import type { GhostRow } from '../ghost-row.js';
import type { SlugNow } from '../take.js';

/**
 * Gives what came from a Ghost the address that it has there, where that was taken when it came and is free by now: a post
 * is read before the one that left its address, and before what is gone is removed. One sentence for each.
 */
export async function settleSlugs(deps: BlogDeps, viewer: MaybeViewer, siteUrl: string): Promise<string[]> {
  requireEditor(viewer);
  await oneImportAtATime(deps);
  const { manager, record } = deps;
  const site = siteKey(siteUrl);
  const posts = await settle(manager, Post, site);
  await keepOldSlugs(deps, 'post', posts);
  const rows = await manager.find(Post, { select: { id: true, status: true }, where: { id: In(idsOf(posts)) } });
  for (const { id } of rows.filter(isPublished)) record('post.changed', { postId: id });
  const tags = await settle(manager, Tag, site);
  await keepOldSlugs(deps, 'tag', tags);
  for (const { id } of tags) record('tag.changed', { tagId: id });
  const authors = await settle(manager, Author, site);
  await keepOldSlugs(deps, 'author', authors);
  for (const { id } of authors) record('author.changed', { authorId: id });
  return [
    ...posts.map(({ was, is }) => settled(`/${was}/`, `/${is}/`)),
    ...tags.map(({ was, is }) => settled(`/tag/${was}/`, `/tag/${is}/`)),
    ...authors.map(({ was, is }) => settled(`/author/${was}/`, `/author/${is}/`)),
  ];
}

const idsOf = (moved: SlugNow[]) => moved.map(({ id }) => id);

type Move = SlugNow & { was: string };

/** Who moves may leave what another waits for, so this looks until nobody moves; none moves twice. */
async function settle(manager: EntityManager, entity: EntityTarget<GhostRow>, site: string): Promise<Move[]> {
  const all: Move[] = [];
  for (;;) {
    const moves = await findMoves(manager, entity, site);
    for (const { id, is } of moves) await manager.update(entity, { id }, { slug: is });
    all.push(...moves);
    if (moves.length === 0) return all;
  }
}

/** Where several wait for one address, who came first takes it. */
function findMoves(manager: EntityManager, entity: EntityTarget<GhostRow>, site: string): Promise<Move[]> {
  const { tablePath } = manager.dataSource.getMetadata(entity);
  return manager.query<Move[]>(
    `select distinct on (one.ghost_slug) one.id, one.slug as was, one.ghost_slug as is
      from ${tablePath} one
      where one.ghost_site = $1 and one.slug <> one.ghost_slug and one.ghost_slug <> all ($2::text[])
        and not exists (select from ${tablePath} other where other.slug = one.ghost_slug)
      order by one.ghost_slug, one.id`,
    [site, [...reservedFor(entity)]],
  );
}
