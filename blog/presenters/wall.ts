import type { PostAudience, PostDto } from '@rose-ash/shared/contracts/dtos/blog';
import { escapeHtml } from '@rose-ash/shared/lib/escape-html';
import type { WallModel } from '../views/models.js';

/** Where a text at `path` ends for whoever may not read on: whom the rest is for, and how they come to it. */
export function presentWall(audience: PostAudience, path: string): WallModel {
  if (audience === 'payers') {
    return {
      signInHref: null,
      title: 'The rest is for those who pay for it',
      text: 'Nothing can be paid for here yet, so it waits. What has no such note is for everyone.',
    };
  }
  return {
    signInHref: `/auth/login?next=${encodeURIComponent(path)}`,
    title: 'The rest is for members',
    text: 'Members read on here once they are signed in. What has no such note is for everyone.',
  };
}

/** Beside the date in a list; empty where everyone may read all of it. */
export function presentAudience(audience: PostAudience): string {
  return { everyone: '', members: 'For members', payers: 'For those who pay' }[audience];
}

/** What there is to read: a text that begins behind its wall has its excerpt in front. */
export function presentWords({ html, isTeaser, excerpt }: PostDto): string {
  return isTeaser && html === '' && excerpt !== '' ? `<p>${escapeHtml(excerpt)}</p>` : html;
}
