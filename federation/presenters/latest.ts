import type { PostSummaryDto } from '@rose-ash/shared/contracts/dtos/blog';
import type { HeadingLevel } from '@rose-ash/shared/contracts/fragments';
import { firstSentence } from '@rose-ash/shared/lib/first-sentence';
import type { Format } from '@rose-ash/shared/lib/format';
import { initialsOf } from '@rose-ash/shared/lib/initials';
import type { LatestModel, SaidModel } from '../views/models.js';

const longestSentence = 180;

export function presentLatest(
  posts: readonly PostSummaryDto[],
  level: HeadingLevel,
  locale: string,
  format: Format,
): LatestModel {
  return { level, posts: posts.map((post) => presentSaid(post, locale, format)) };
}

function presentSaid(
  { slug, title, excerpt, authors, publishedAt }: PostSummaryDto,
  locale: string,
  format: Format,
): SaidModel {
  const names = authors.map(({ name }) => name);
  return {
    path: `/${encodeURIComponent(slug)}/`,
    title,
    sentence: firstSentence(excerpt, locale, longestSentence),
    authors: format.names(names),
    initials: initialsOf(names[0] ?? ''),
    date: { iso: publishedAt.toISOString(), text: format.day(publishedAt) },
  };
}
