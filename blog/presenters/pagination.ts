import type { Pagination } from '../views/models.js';

/** Page 1 has one address, the list's own. */
export function pageHref(page: number): string {
  return page === 1 ? '/' : `/?page=${page}`;
}

/** The neighbours, the ends, and what is near; null where one page holds everything. */
export function presentPagination(page: number, pages: number): Pagination | null {
  if (pages <= 1) return null;
  const near = Array.from({ length: pages }, (_, index) => index + 1).filter(
    (number) => number === 1 || number === pages || Math.abs(number - page) <= 2,
  );
  return {
    words: `Page ${page} of ${pages}`,
    newer: page > 1 ? pageHref(page - 1) : null,
    older: page < pages ? pageHref(page + 1) : null,
    pages: near.map((number) => ({ number, href: pageHref(number), isCurrent: number === page })),
  };
}
