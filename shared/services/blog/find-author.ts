import type { AuthorPageDto } from '../../contracts/dtos/blog.js';
import type { Statement } from '../../contracts/unit-of-work.js';
import type { Author } from '../../models/blog/author.js';
import { columnsOf } from '../columns-of.js';
import type { ReadDeps } from '../unit-deps.js';
import { sqlOfWritten } from './policy.js';
import { toBarePicture } from './summary.js';

const columns = { name: true, bio: true, website: true, location: true, pictureSrc: true, picture: true } as const;

const statement: Statement = {
  name: 'find author',
  text: `select ${columnsOf('author', columns)} from authors author
    where author.slug = $1 and ${sqlOfWritten('author.id', '$2')}`,
};

/** One query. */
export async function findAuthor({ read, clock }: ReadDeps, slug: string): Promise<AuthorPageDto | null> {
  if (slug.includes('\0')) return null;
  const [author] = await read<Pick<Author, keyof typeof columns>>(statement, [slug, clock()]);
  if (author === undefined) return null;
  const { name, bio, website, location } = author;
  return {
    ...{ slug, name, bio: bio ?? '', location: location ?? '' },
    website: website !== null && /^https?:\/\//i.test(website) && URL.canParse(website) ? website : null,
    picture: toBarePicture(author),
  };
}
