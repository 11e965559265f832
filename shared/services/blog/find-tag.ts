import type { TagPageDto } from '../../contracts/dtos/blog.js';
import type { Statement } from '../../contracts/unit-of-work.js';
import type { Tag } from '../../models/blog/tag.js';
import { columnsOf } from '../columns-of.js';
import type { ReadDeps } from '../unit-deps.js';
import { shownTag } from './policy.js';
import { toBarePicture } from './summary.js';

const columns = { name: true, description: true, pictureSrc: true, picture: true } as const;

const statement: Statement = {
  name: 'find tag',
  text: `select ${columnsOf('tag', columns)} from tags tag where tag.visibility = '${shownTag.visibility}' and tag.slug = $1`,
};

/** One query. */
export async function findTag({ read }: ReadDeps, slug: string): Promise<TagPageDto | null> {
  if (slug.includes('\0')) return null;
  const [tag] = await read<Pick<Tag, keyof typeof columns>>(statement, [slug]);
  if (tag === undefined) return null;
  const { name, description } = tag;
  return { slug, name, description: description ?? '', picture: toBarePicture(tag) };
}
