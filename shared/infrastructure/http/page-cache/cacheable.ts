/** What a route says of a page that every stranger may be shown alike. */
export interface Cacheable {
  /** Names in the query that the page depends on; all others mean nothing to it. */
  query: readonly string[];
  /** Of everything that it shows, fragments included. */
  tags: readonly string[];
  ttlMs: number;
}
