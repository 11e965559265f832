import type { PostKind } from '../../../contracts/dtos/blog.js';
import type { BlogDeps } from '../deps.js';
import type { GhostAuthor, GhostPost, GhostTag } from './answer.js';
import { canonicalOf } from '../canonical.js';
import { rendererVersion, renderDocument } from '../document/render/render-document.js';
import { siteHooks } from '../document/render/site-hooks.js';
import { renderingOf } from '../document/rendering-of.js';
import { contentHash } from './content-hash.js';
import { documentOf } from './document-of.js';
import { notesOn } from './notes.js';
import { authorRow, postRow, tagRow } from './rows.js';

/** A thing Ghost offers. Its row is made only when it is new or changed: cleaning HTML is the dear part. */
export interface Candidate {
  ghostId: string;
  slug: string;
  updatedAt: Date | null;
  hash: string;
  name: string;
  /** Its address under a slug. */
  path: (slug: string) => string;
  make: () => { row: object; notes: string[] };
}

interface GhostThing {
  id: string;
  slug: string;
  created_at: Date | null;
  updated_at: Date | null;
}

const identity = (thing: GhostThing) => ({ ghostId: thing.id, slug: thing.slug, updatedAt: thing.updated_at });

/** Ghost's own bookkeeping does not count as content: a login moves an author's `updated_at`. */
function contentOf<T extends GhostThing>({ created_at: _created, updated_at: _updated, ...content }: T) {
  return content;
}

export function tagCandidate(tag: GhostTag, now: Date): Candidate {
  return {
    ...identity(tag),
    hash: contentHash(contentOf(tag)),
    name: tag.name,
    path: (slug) => `/tag/${slug}/`,
    make: () => ({ row: tagRow(tag, now), notes: [] }),
  };
}

export function authorCandidate(author: GhostAuthor, now: Date): Candidate {
  return {
    ...identity(author),
    hash: contentHash(contentOf(author)),
    name: author.name,
    path: (slug) => `/author/${slug}/`,
    make: () => ({ row: authorRow(author, now), notes: [] }),
  };
}

export function postCandidate(
  { sanitiser, clock }: BlogDeps,
  site: string,
  kind: PostKind,
  post: GhostPost,
): Candidate {
  const { tags = [], authors = [], ...content } = contentOf(post);
  const ids = (things: GhostThing[]) => things.map((thing) => thing.id);
  return {
    ...identity(post),
    hash: contentHash(sanitiser.version, rendererVersion, kind, content, ids(tags), ids(authors)),
    name: post.title,
    path: (slug) => `/${slug}/`,
    make: () => {
      const caption = sanitiser.sanitise(post.feature_image_caption ?? '', site).text;
      const document = documentOf(post);
      const headed = { ...post, headed: post.show_title_and_feature_image, hasPicture: post.feature_image !== null };
      const { left, ...rendered } = renderDocument(document, renderingOf(headed, document, siteHooks(site, sanitiser)));
      const canonical = canonicalOf(post.canonical_url, site, `/${post.slug}/`);
      const made = { document, caption, canonical, ...rendered };
      return { row: postRow(kind, post, made, clock()), notes: notesOn(post, { left }) };
    },
  };
}
