const defaultLimit = 15;
const maxLimit = 100;

export interface Pagination {
  page: number;
  limit: number;
  pages: number;
  total: number;
  next: number | null;
  prev: number | null;
}

/** One page, and what Ghost says about it. `limit=all` and 5000 become 100 without a word. */
export function pageOf<Row>(rows: Row[], query: URLSearchParams): { rows: Row[]; meta: { pagination: Pagination } } {
  const limit = limitOf(query.get('limit'));
  const page = Math.max(1, Number(query.get('page') ?? 1) || 1);
  const total = rows.length;
  const pages = Math.max(1, Math.ceil(total / limit));
  const next = page < pages ? page + 1 : null;
  const prev = page > 1 ? page - 1 : null;
  return {
    rows: rows.slice((page - 1) * limit, page * limit),
    meta: { pagination: { page, limit, pages, total, next, prev } },
  };
}

function limitOf(asked: string | null): number {
  if (asked === null) return defaultLimit;
  if (asked === 'all') return maxLimit;
  const limit = Number(asked);
  return Number.isInteger(limit) && limit > 0 ? Math.min(limit, maxLimit) : defaultLimit;
}
