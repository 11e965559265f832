import type { AddressDto } from '../../contracts/dtos/addresses.js';
import type { PageQuery } from '../../contracts/pages.js';
import type { AddressKind } from '../../contracts/services/blog.js';
import { Author } from '../../models/blog/author.js';
import { PostAuthor } from '../../models/blog/post-author.js';
import { PostTag } from '../../models/blog/post-tag.js';
import { Post } from '../../models/blog/post.js';
import { Tag } from '../../models/blog/tag.js';
import type { BlogDeps } from './deps.js';
import { shownTo, shownTag } from './policy.js';

const most = 5000;

/** Four queries. */
export async function countAddresses(deps: BlogDeps, host: string): Promise<Record<AddressKind, number>> {
  const posts = await textsOf(deps, host, 'post').getCount();
  const pages = await textsOf(deps, host, 'page').getCount();
  const tags = await tagsOf(deps).getCount();
  const authors = await authorsOf(deps).getCount();
  return { posts, pages, tags, authors };
}

/** One query. */
export async function listAddresses(
  deps: BlogDeps,
  host: string,
  kind: AddressKind,
  { page, perPage }: PageQuery,
): Promise<AddressDto[]> {
  const limit = Math.min(perPage, most);
  return addressesOf(deps, host, kind)
    .limit(limit)
    .offset((page - 1) * limit)
    .getRawMany<AddressDto>();
}

function addressesOf(deps: BlogDeps, host: string, kind: AddressKind) {
  switch (kind) {
    case 'posts':
      return oldestFirst(textsOf(deps, host, 'post'));
    case 'pages':
      return oldestFirst(textsOf(deps, host, 'page'));
    case 'tags':
      return newestOfEach(tagsOf(deps), 'tag');
    case 'authors':
      return newestOfEach(authorsOf(deps), 'author');
  }
}

function oldestFirst(texts: ReturnType<typeof textsOf>) {
  return texts
    .select('post.slug', 'slug')
    .addSelect('post.updatedAt', 'changedAt')
    .orderBy({ 'post.publishedAt': 'ASC', 'post.id': 'ASC' });
}

function newestOfEach(shelf: ReturnType<typeof tagsOf | typeof authorsOf>, name: 'tag' | 'author') {
  return shelf
    .select(`${name}.slug`, 'slug')
    .addSelect('max(post.updatedAt)', 'changedAt')
    .groupBy(`${name}.id`)
    .orderBy(`${name}.id`);
}

function textsOf({ manager, clock }: BlogDeps, host: string, kind: 'post' | 'page') {
  // What says that its place is elsewhere is found there, if anywhere. It may name the place that it has here, in full too.
  return manager
    .createQueryBuilder(Post, 'post')
    .where({ ...shownTo(null, clock()), kind })
    .andWhere(`(post.canonicalUrl is null or rtrim(post.canonicalUrl, '/') in (${ownAddresses.join(', ')}))`, { host });
}

/** As a path, or in full. */
const ownAddresses = ['', `'http://' || :host ||`, `'https://' || :host ||`].map(
  (begin) => `${begin} '/' || post.slug`,
);

function tagsOf({ manager, clock }: BlogDeps) {
  return manager
    .createQueryBuilder(Tag, 'tag')
    .innerJoin(PostTag, 'link', 'link.tagId = tag.id')
    .innerJoin(Post, 'post', 'post.id = link.postId')
    .where('tag.visibility = :visibility', shownTag)
    .andWhere(listedPost, listedSince(clock()));
}

function authorsOf({ manager, clock }: BlogDeps) {
  return manager
    .createQueryBuilder(Author, 'author')
    .innerJoin(PostAuthor, 'link', 'link.authorId = author.id')
    .innerJoin(Post, 'post', 'post.id = link.postId')
    .where(listedPost, listedSince(clock()));
}

/** What `listedFor` says, for statements that begin elsewhere. */
const listedPost = `post.kind = :kind and post.status = :status and post.publishedAt <= :now`;

function listedSince(now: Date) {
  return { kind: 'post', status: 'published', now };
}
