import { isDeepStrictEqual } from 'node:util';
import type { MaybeViewer } from '../../contracts/viewer.js';
import { Post } from '../../models/blog/post.js';
import type { BlogDeps } from './deps.js';
import { requireEditor } from './policy.js';

export async function findLexical({ manager }: BlogDeps, viewer: MaybeViewer, slug: string): Promise<string | null> {
  requireEditor(viewer);
  if (slug.includes('\0')) return null;
  const post = await manager.findOne(Post, { select: { id: true, document: true, lexical: true }, where: { slug } });
  if (!post?.document) return null;
  // Only now: the schema and the renderer come with it.
  const { toLexical } = await import('./document/lexical/to-lexical.js');
  const made = toLexical(post.document);
  return post.lexical !== null && saysTheSame(post.lexical, made) ? post.lexical : made;
}

/** The database keeps what fields say and forgets their order; where nothing else differs, what came is given back. */
function saysTheSame(came: string, made: string): boolean {
  try {
    return isDeepStrictEqual(JSON.parse(came), JSON.parse(made));
  } catch {
    return false;
  }
}
