import type { AuthorPageDto } from '../../contracts/dtos/blog.js';
import { Author } from '../../models/blog/author.js';
import type { BlogDeps } from './deps.js';
import { hasWritten } from './policy.js';
import { toBarePicture } from './summary.js';

export async function findAuthor({ manager, clock }: BlogDeps, slug: string): Promise<AuthorPageDto | null> {
  if (slug.includes('\0')) return null;
  const author = await manager.findOneBy(Author, { slug, id: hasWritten(clock()) });
  if (author === null) return null;
  const { name, bio, website, location } = author;
  return {
    ...{ slug, name, bio: bio ?? '', location: location ?? '' },
    website: website !== null && /^https?:\/\//i.test(website) && URL.canParse(website) ? website : null,
    picture: toBarePicture(author),
  };
}
