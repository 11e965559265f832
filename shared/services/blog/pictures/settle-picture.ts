import { In } from 'typeorm';
import type { PictureOutcome } from '../../../contracts/dtos/blog.js';
import type { MaybeViewer } from '../../../contracts/viewer.js';
import { Author } from '../../../models/blog/author.js';
import { PictureCopy } from '../../../models/blog/picture-copy.js';
import { Post } from '../../../models/blog/post.js';
import { Tag } from '../../../models/blog/tag.js';
import type { BlogDeps } from '../deps.js';
import { oneImportAtATime } from '../ghost/one-at-a-time.js';
import { isPublished, requireEditor } from '../policy.js';
import { nextTry } from './next-try.js';
import { showFaces, showPictures } from './show-pictures.js';
import { sourcesOf } from './sources.js';

/**
 * Writes down what came of an attempt to copy a picture, and shows the copy wherever it is wanted. A post is written anew
 * once each of its pictures was tried, so that one with thirty of them changes once.
 */
export async function settlePicture(
  deps: BlogDeps,
  viewer: MaybeViewer,
  id: string,
  outcome: PictureOutcome,
): Promise<void> {
  requireEditor(viewer);
  // A post that an import writes at this moment would lose one of the two.
  await oneImportAtATime(deps);
  const copy = await deps.manager.findOneBy(PictureCopy, { id, state: 'wanted' });
  if (copy === null) return;
  await deps.manager.update(PictureCopy, id, await settled(deps, copy, outcome));
  await tell(deps, await showPictures(deps, await findTriedPosts(deps, id)));
  if (outcome.kind === 'copied') await showInFaces(deps, copy.source);
}

async function settled(
  { media, clock }: BlogDeps,
  { attempts }: PictureCopy,
  outcome: PictureOutcome,
): Promise<Partial<PictureCopy>> {
  if (outcome.kind === 'copied') {
    const medium = await media(outcome.file, { alt: '', ownerId: null, made: outcome.made });
    return { state: 'copied', mediaId: medium.id, trouble: null };
  }
  const tried = { attempts: attempts + 1, trouble: outcome.trouble };
  const nextTryAt = outcome.kind === 'refused' ? null : nextTry(attempts + 1, clock());
  return nextTryAt === null ? { ...tried, state: 'refused' } : { ...tried, nextTryAt };
}

/** Posts that show this picture and of whose pictures none is still to be tried for the first time. */
const triedPosts = `
  select post_id from post_pictures shown
  where copy_id = $1 and not exists (
    select from post_pictures other join picture_copies copy on copy.id = other.copy_id
    where other.post_id = shown.post_id and copy.state = 'wanted' and copy.attempts = 0)
  order by post_id`;

async function findTriedPosts({ manager }: BlogDeps, copyId: string): Promise<string[]> {
  const rows = await manager.query<{ post_id: string }[]>(triedPosts, [copyId]);
  return rows.map((row) => row.post_id);
}

async function tell({ manager, record }: BlogDeps, postIds: readonly string[]): Promise<void> {
  if (postIds.length === 0) return;
  const posts = await manager.find(Post, {
    select: { id: true, status: true },
    where: { id: In(postIds) },
  });
  for (const post of posts) if (isPublished(post)) record('post.changed', { postId: post.id });
}

async function showInFaces(deps: BlogDeps, source: string): Promise<void> {
  const { tags, authors } = await showFaces(deps, {
    tags: await findFaced(deps, Tag, source),
    authors: await findFaced(deps, Author, source),
  });
  for (const tagId of tags) deps.record('tag.changed', { tagId });
  for (const authorId of authors) deps.record('author.changed', { authorId });
}

/** There are few enough of both to look at each that has a picture. */
async function findFaced({ manager }: BlogDeps, entity: typeof Tag | typeof Author, source: string): Promise<string[]> {
  const rows = await manager
    .createQueryBuilder<Tag | Author>(entity, 'faced')
    .select(['faced.id', 'faced.ghostSite', 'faced.pictureSrc'])
    .where('faced.picture_src is not null')
    .getMany();
  return rows.filter((row) => sourcesOf(row.ghostSite)(row.pictureSrc) === source).map(({ id }) => id);
}
