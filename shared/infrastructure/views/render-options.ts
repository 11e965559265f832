import type { Cacheable } from '../http/page-cache/cacheable.js';
import type { PageHead } from './page-head.js';

/** What a route may say of a page beside its model. */
export interface RenderOptions {
  /** 200 where absent. */
  status?: number;
  /** Path on this site, made absolute; absent on pages that search engines should not keep. */
  canonicalPath?: string;
  robots?: string;
  /** What machines are told of it. */
  head?: PageHead;
  /** Of a page that every stranger may be shown alike: what it shows and depends on. */
  cache?: Cacheable;
}
