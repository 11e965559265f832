import type { Ghost } from '../ghost.js';
import type { FlatRow, TextRow } from '../state/rows.js';
import { shapeAuthor } from './shape-author.js';
import { shapeTag } from './shape-tag.js';
import { excerptOf, plaintextOf, readingTimeOf } from './text-words.js';
import { urlOfText } from './urls.js';

/** What was asked of a post: Ghost leaves out html and plaintext unless they are named. */
export interface TextWishes {
  formats: Set<string>;
  include: Set<string>;
}

const alwaysCount = { positive_feedback: 0, negative_feedback: 0 };

/** A post or page as the Admin API answers it. */
export function shapeText(ghost: Ghost, row: TextRow, { formats, include }: TextWishes): Record<string, unknown> {
  return {
    ...columnsOf(row),
    ...(formats.has('mobiledoc') && { mobiledoc: null }),
    ...(formats.has('lexical') && { lexical: row.lexical }),
    ...(formats.has('html') && { html: row.html }),
    ...(formats.has('plaintext') && { plaintext: plaintextOf(row.html) }),
    ...peopleAndTags(ghost, row, include),
    ...(include.has('tiers') && { tiers: rowsOf(ghost.world.tiers, row.tierIds) }),
    ...(include.has('count') && { count: countsOf(row) }),
    ...(include.has('post_revisions') && { post_revisions: row.revisions }),
    ...(row.kind === 'post' && include.has('email') && { email: null }),
    ...(row.kind === 'post' && include.has('newsletter') && { newsletter: null }),
    url: urlOfText(ghost, row),
    excerpt: excerptOf(row.custom_excerpt, row.html),
    reading_time: readingTimeOf(row.html),
  };
}

/** Neither the relations nor the formats; posts and pages have columns of their own. */
function columnsOf(row: TextRow): Record<string, unknown> {
  const { kind, tagIds: _t, authorIds: _a, tierIds: _i, revisions: _r, lexical: _l, html: _h, ...all } = row;
  const { show_title_and_feature_image, email_subject, email_only, ...common } = all;
  const own = kind === 'page' ? { show_title_and_feature_image } : { email_subject, email_only, email_segment: 'all' };
  return { ...common, ...own, comment_id: row.id };
}

function peopleAndTags(ghost: Ghost, row: TextRow, include: Set<string>): Record<string, unknown> {
  const tags = rowsOf(ghost.world.tags, row.tagIds).map((tag) => shapeTag(ghost, tag));
  const withRoles = include.has('authors.roles');
  const authors = rowsOf(ghost.world.users, row.authorIds).map((user) => shapeAuthor(ghost, user, withRoles));
  return {
    ...(include.has('tags') && { tags, primary_tag: primaryOf(tags) }),
    ...(include.has('authors') && { authors, primary_author: authors[0] ?? null }),
  };
}

/** The first tag, unless it is an internal one. */
function primaryOf(tags: Record<string, unknown>[]): unknown {
  return tags[0]?.['visibility'] === 'public' ? tags[0] : null;
}

function countsOf({ kind }: TextRow): Record<string, number> {
  return kind === 'page' ? { signups: 0, paid_conversions: 0, ...alwaysCount } : { clicks: 0, ...alwaysCount };
}

export function rowsOf(rows: Map<string, FlatRow>, ids: string[]): FlatRow[] {
  return ids.flatMap((id) => rows.get(id) ?? []);
}
