import type { PostSummaryDto } from '@rose-ash/shared/contracts/dtos/blog';
import { countOf } from '@rose-ash/shared/lib/count-of';
import type { Format } from '@rose-ash/shared/lib/format';
import type { PostCard } from '../views/models.js';
import { postHref } from './hrefs.js';
import { presentAudience } from './wall.js';
import { presentPicture, type Prints } from './picture.js';

export function presentCard(post: PostSummaryDto, format: Format, prints: Prints): PostCard {
  return {
    href: postHref(post.slug),
    title: post.title,
    excerpt: post.excerpt,
    ...presentByline(post, format),
    picture: presentPicture(post, prints),
  };
}

/** Who, when, how long, for whom. */
export function presentByline(post: PostSummaryDto, format: Format) {
  return {
    authors: format.names(post.authors.map((author) => author.name)),
    date: { iso: post.publishedAt.toISOString(), text: format.day(post.publishedAt) },
    minutes: countOf(post.readingMinutes, 'minute', 'minutes'),
    audience: presentAudience(post.audience),
  };
}
