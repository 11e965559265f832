import type { Page, PageQuery } from '../contracts/pages.js';

const mostPerPage = 100;

/** What to skip and how many to take, never more than a page may hold. */
export function sliceOf({ page, perPage }: PageQuery): { skip: number; take: number } {
  const take = Math.min(perPage, mostPerPage);
  return { skip: (page - 1) * take, take };
}

export function toPage<T>(items: T[], total: number, query: PageQuery): Page<T> {
  return { items, page: query.page, pages: Math.ceil(total / sliceOf(query).take), total };
}

export function mapPage<T, U>(page: Page<T>, toItem: (item: T) => U): Page<U> {
  return { ...page, items: page.items.map((item) => toItem(item)) };
}
