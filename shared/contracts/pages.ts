/** Which part of a list is wanted. */
export interface PageQuery {
  /** 1-based. One beyond the end is empty. */
  page: number;
  /** At most 100. */
  perPage: number;
}

/** A part of a list. */
export interface Page<T> {
  items: T[];
  /** 1-based. */
  page: number;
  pages: number;
  total: number;
}
