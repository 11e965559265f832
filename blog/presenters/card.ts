import { hash } from 'node:crypto';
import type { PostDto } from '@rose-ash/shared/contracts/dtos/blog';
import { cardLook } from '@rose-ash/shared/infrastructure/pictures/card-svg';
import { postHref } from './hrefs.js';

/** What a card of this title is called: another title, another name, so that it may be kept for ever. */
export function cardKey(title: string, siteTitle: string): string {
  return hash('sha256', JSON.stringify([cardLook, title, siteTitle]), 'hex').slice(0, 16);
}

/** Path of the picture of a link to a post that has none. */
export function cardPath({ slug, title }: Pick<PostDto, 'slug' | 'title'>, siteTitle: string): string {
  return `${postHref(slug)}card-${cardKey(title, siteTitle)}.png`;
}
