import type { PostDto, PostLinkDto, PostPageDto } from '@rose-ash/shared/contracts/dtos/blog';
import { storedHtml } from '@rose-ash/shared/infrastructure/adapters/sanitise-html/stored-html';
import type { Format } from '@rose-ash/shared/lib/format';
import type { LinkWords, PostMeta, PostModel } from '../views/models.js';
import { presentContents } from './contents.js';
import { authorHref, postHref, tagHref } from './hrefs.js';
import { presentPicture, type Prints } from './picture.js';
import { presentByline } from './post-card.js';
import { presentWall, presentWords } from './wall.js';

const longMinutes = 3;
const home = { word: 'Blog', href: '/' };

export function presentPost(post: PostPageDto, format: Format, prints: Prints): PostModel {
  const { neighbours } = post;
  const tags = post.tags.map(({ name, slug }) => ({ word: name, href: tagHref(slug) }));
  const picture = post.headed ? presentPicture(post, prints) : null;
  return {
    title: post.title,
    standfirst: post.standfirst,
    description: post.excerpt,
    meta: post.kind === 'post' ? presentMeta(post, format) : null,
    crumbs: post.kind === 'post' ? [home, ...tags.slice(0, 1)] : [home],
    tags,
    neighbours: neighbours && { newer: linkTo(neighbours.newer), older: linkTo(neighbours.older) },
    picture: picture && { ...picture, caption: post.picture?.caption ?? '' },
    isHeaded: post.headed,
    isLong: post.readingMinutes >= longMinutes && !post.isTeaser,
    contents: presentContents(post.outline),
    body: storedHtml(post.headed && post.standfirst !== '' ? post.html : presentWords(post)),
    wall: post.isTeaser ? presentWall(post.audience, postHref(post.slug)) : null,
  };
}

function presentMeta(post: PostDto, format: Format): PostMeta {
  const { date, minutes } = presentByline(post, format);
  return { date, minutes, authors: post.authors.map(({ name, slug }) => ({ word: name, href: authorHref(slug) })) };
}

function linkTo(post: PostLinkDto | null): LinkWords | null {
  return post && { word: post.title, href: postHref(post.slug) };
}
