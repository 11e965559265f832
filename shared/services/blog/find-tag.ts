import type { TagPageDto } from '../../contracts/dtos/blog.js';
import { Tag } from '../../models/blog/tag.js';
import type { BlogDeps } from './deps.js';
import { shownTag } from './policy.js';
import { toBarePicture } from './summary.js';

export async function findTag({ manager }: BlogDeps, slug: string): Promise<TagPageDto | null> {
  if (slug.includes('\0')) return null;
  const tag = await manager.findOneBy(Tag, { ...shownTag, slug });
  if (tag === null) return null;
  const { name, description } = tag;
  return { slug, name, description: description ?? '', picture: toBarePicture(tag) };
}
