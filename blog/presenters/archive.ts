import type { PostSummaryDto, TagCountDto } from '@rose-ash/shared/contracts/dtos/blog';
import type { Page } from '@rose-ash/shared/contracts/pages';
import { countOf } from '@rose-ash/shared/lib/count-of';
import type { Format } from '@rose-ash/shared/lib/format';
import { groupBy } from '@rose-ash/shared/lib/group-by';
import { presentPagination } from '@rose-ash/shared/lib/pagination';
import type { ArchiveModel } from '../views/models.js';
import { archiveHref, postHref, tagHref } from './hrefs.js';

/** All posts by month, and the tags that hold most of them. */
export function presentArchive(list: Page<PostSummaryDto>, tags: TagCountDto[], format: Format): ArchiveModel {
  const months = groupBy(list.items, (post) => format.month(post.publishedAt));
  const posts = countOf(list.total, 'post', 'posts');
  return {
    count: list.pages > 1 ? `${posts}, page ${list.page} of ${list.pages}` : posts,
    months: [...months].map(([name, found]) => ({
      name,
      posts: found.map(({ slug, title, publishedAt }) => ({
        href: postHref(slug),
        title,
        day: { iso: publishedAt.toISOString(), text: format.dayOfMonth(publishedAt) },
      })),
    })),
    tags: tags.map(({ slug, name, posts: count }) => ({ word: name, href: tagHref(slug), posts: count })),
    pagination: presentPagination(list.page, list.pages, archiveHref),
  };
}
