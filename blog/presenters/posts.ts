import type { PostSummaryDto } from '@rose-ash/shared/contracts/dtos/blog';
import type { Page } from '@rose-ash/shared/contracts/pages';
import type { Format } from '@rose-ash/shared/lib/format';
import { presentPagination } from '@rose-ash/shared/lib/pagination';
import type { PostsModel } from '../views/models.js';
import type { Prints } from './picture.js';
import { presentCard } from './post-card.js';

export function presentPosts(list: Page<PostSummaryDto>, format: Format, prints: Prints): PostsModel {
  return {
    posts: list.items.map((post) => presentCard(post, format, prints)),
    pagination: presentPagination(list.page, list.pages),
  };
}
