import type { AuthorPageDto, PictureDto, PostSummaryDto, TagPageDto } from '@rose-ash/shared/contracts/dtos/blog';
import type { Page } from '@rose-ash/shared/contracts/pages';
import { countOf } from '@rose-ash/shared/lib/count-of';
import type { Format } from '@rose-ash/shared/lib/format';
import { presentPagination } from '@rose-ash/shared/lib/pagination';
import type { FetchedPicture, PostsModel } from '../views/models.js';
import { authorHref, tagHref } from './hrefs.js';
import type { Prints } from './picture.js';
import { presentCard } from './post-card.js';

type List = Page<PostSummaryDto>;

const home = { word: 'Blog', href: '/' };

/** Later pages of everything. */
export function presentEarlier(list: List, format: Format, prints: Prints): PostsModel {
  return {
    ...{ title: 'Earlier on the blog', about: '', crumbs: [home], picture: null, website: null },
    ...presentList(list, '/', format, prints),
  };
}

export function presentTagPage(tag: TagPageDto, list: List, format: Format, prints: Prints): PostsModel {
  return {
    ...{ title: tag.name, about: tag.description, crumbs: [home], picture: bare(tag.picture), website: null },
    ...presentList(list, tagHref(tag.slug), format, prints),
  };
}

export function presentAuthorPage(author: AuthorPageDto, list: List, format: Format, prints: Prints): PostsModel {
  const { website } = author;
  return {
    title: author.name,
    about: [author.bio, author.location].filter((words) => words !== '').join(' '),
    crumbs: [home],
    picture: bare(author.picture),
    website: website === null ? null : { word: new URL(website).hostname.replace(/^www\./, ''), href: website },
    ...presentList(list, authorHref(author.slug), format, prints),
  };
}

function presentList(list: List, path: string, format: Format, prints: Prints) {
  const posts = countOf(list.total, 'post', 'posts');
  return {
    count: list.pages > 1 ? `${posts}, page ${list.page} of ${list.pages}` : posts,
    posts: list.items.map((post) => presentCard(post, format, prints)),
    pagination: presentPagination(list.page, list.pages, path),
  };
}

const bare = (picture: PictureDto | null): FetchedPicture | null =>
  picture && { src: picture.src, alt: '', set: picture.set };
