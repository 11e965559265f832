import type { PostToldDto } from '../../contracts/dtos/blog.js';
import { isWebAddress } from '../../lib/web-address.js';
import type { Post } from '../../models/blog/post.js';
import { isShowable } from './summary.js';

/** What a mention of a post elsewhere is made of. */
export const toldColumns = {
  metaTitle: true,
  metaDescription: true,
  ogTitle: true,
  ogDescription: true,
  ogImage: true,
  twitterTitle: true,
  twitterDescription: true,
  twitterImage: true,
} as const;

export function toTold(post: Pick<Post, keyof typeof toldColumns>): PostToldDto {
  const picture = (src: string | null) => (isShowable(src) && isWebAddress(src) ? src : null);
  return {
    search: { title: post.metaTitle, description: post.metaDescription, image: null },
    link: { title: post.ogTitle, description: post.ogDescription, image: picture(post.ogImage) },
    twitter: { title: post.twitterTitle, description: post.twitterDescription, image: picture(post.twitterImage) },
  };
}
