import type { PostSummaryDto } from '@rose-ash/shared/contracts/dtos/blog';
import type { Page } from '@rose-ash/shared/contracts/pages';
import type { Format } from '@rose-ash/shared/lib/format';
import { presentPagination } from '@rose-ash/shared/lib/pagination';
import type { HomeModel } from '../views/models.js';
import type { Prints } from './picture.js';
import { presentCard } from './post-card.js';

/** The newest post leads the front page; later pages are plain lists. */
export function presentHome(
  list: Page<PostSummaryDto>,
  now: Date,
  format: Format,
  prints: Prints,
): Omit<HomeModel, 'parts'> {
  const cards = list.items.map((post) => presentCard(post, format, prints));
  const isFront = list.page === 1;
  const lead = isFront ? cards[0] : undefined;
  return {
    today: format.weekday(now),
    lead: lead ?? null,
    more: lead === undefined ? cards : cards.slice(1),
    pagination: presentPagination(list.page, list.pages),
    isFront,
  };
}
