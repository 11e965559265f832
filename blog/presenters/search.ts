import type { SearchDto, TagCountDto } from '@rose-ash/shared/contracts/dtos/blog';
import { countOf } from '@rose-ash/shared/lib/count-of';
import type { Format } from '@rose-ash/shared/lib/format';
import { presentPagination } from '@rose-ash/shared/lib/pagination';
import type { SearchModel } from '../views/models.js';
import { postHref, tagHref } from './hrefs.js';
import { presentByline } from './post-card.js';

/** @param tags subjects to go on with when nothing was asked or found. */
export function presentSearch(found: SearchDto, tags: TagCountDto[], format: Format): SearchModel {
  const { question, mended, total, page, pages } = found;
  const things = countOf(total, 'thing', 'things');
  return {
    question,
    mended,
    count: pages > 1 ? `${things} found, page ${page} of ${pages}` : `${things} found`,
    hits: found.items.map((post) => ({
      href: postHref(post.slug),
      title: post.markedTitle,
      snippet: post.snippet,
      byline: post.kind === 'post' ? presentByline(post, format) : null,
    })),
    tags: tags.map(({ name, slug }) => ({ word: name, href: tagHref(slug) })),
    // The next page is asked for by what was found; the question as it was typed finds nothing there either.
    pagination: presentPagination(page, pages, `/search?q=${encodeURIComponent(mended ?? question)}`),
  };
}
