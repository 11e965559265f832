import type { GhostPost } from './answer.js';

/** Clocks differ by less. What is dated later is meant for later, whoever wrote it. */
const mostAheadMs = 12 * 60 * 60_000;

/**
 * When a text came out, by our clock: what is published on a Ghost whose clock is ahead is read there already, and we show
 * nothing from the future. Its own date stays in its base.
 */
export function publishedAtOf(post: GhostPost, updatedAt: Date, now: Date): Date | null {
  if (post.status !== 'published') return post.published_at;
  const said = post.published_at ?? updatedAt;
  const aheadMs = said.getTime() - now.getTime();
  return aheadMs > 0 && aheadMs <= mostAheadMs ? now : said;
}
