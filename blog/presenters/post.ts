import type { PostDto } from '@rose-ash/shared/contracts/dtos/blog';
import { storedHtml } from '@rose-ash/shared/infrastructure/adapters/sanitise-html/stored-html';
import type { Format } from '@rose-ash/shared/lib/format';
import type { PostModel } from '../views/models.js';
import { presentPicture, type Prints } from './picture.js';
import { presentByline } from './post-card.js';

const longMinutes = 3;

export function presentPost(post: PostDto, format: Format, prints: Prints): PostModel {
  const picture = post.headed ? presentPicture(post, prints) : null;
  return {
    title: post.title,
    standfirst: post.standfirst,
    description: post.excerpt,
    meta: post.kind === 'post' ? presentByline(post, format) : null,
    tags: post.tags.map((tag) => tag.name),
    picture: picture && { ...picture, caption: post.picture?.caption ?? '' },
    isHeaded: post.headed,
    isLong: post.readingMinutes >= longMinutes,
    body: storedHtml(post.html),
  };
}
