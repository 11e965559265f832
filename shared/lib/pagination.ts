/** Numbered pages as real links, for `partials/pagination`. */
export interface Pagination {
  /** `Page 2 of 7`. */
  words: string;
  /** The neighbour nearer to the first page; null on it. */
  newer: string | null;
  older: string | null;
  pages: readonly PageLink[];
}

export interface PageLink {
  number: number;
  href: string;
  isCurrent: boolean;
}

/** The address of a page of the list under `path`, which may have a query. Page 1 has one address, the list's own. */
export function pageHref(page: number, path = '/'): string {
  return page === 1 ? path : `${path}${path.includes('?') ? '&' : '?'}page=${page}`;
}

/** The neighbours, the ends, and what is near; null where one page holds everything. */
export function presentPagination(page: number, pages: number, path = '/'): Pagination | null {
  if (pages <= 1) return null;
  const near = Array.from({ length: pages }, (_, index) => index + 1).filter(
    (number) => number === 1 || number === pages || Math.abs(number - page) <= 2,
  );
  return {
    words: `Page ${page} of ${pages}`,
    newer: page > 1 ? pageHref(page - 1, path) : null,
    older: page < pages ? pageHref(page + 1, path) : null,
    pages: near.map((number) => ({ number, href: pageHref(number, path), isCurrent: number === page })),
  };
}
