import { NotFound } from '../../lib/errors.js';
import type { Page } from '../../contracts/pages.js';

/**
 * The number of a page of a list, out of `?page=`; 1 where it is absent.
 *
 * @throws NotFound for what is no page number: such a page does not exist.
 */
export function readPage(value: string | string[] | undefined): number {
  if (value === undefined) return 1;
  if (typeof value !== 'string' || !/^[1-9]\d{0,5}$/.test(value)) throw new NotFound();
  return Number(value);
}

/** @throws NotFound for a page beyond the last. A list without anything in it still has its first. */
export function requirePage({ page, pages }: Page<unknown>): void {
  if (page > Math.max(pages, 1)) throw new NotFound();
}
