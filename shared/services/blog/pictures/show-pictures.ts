import { isDeepStrictEqual } from 'node:util';
import { In, type EntityManager, type EntityTarget } from 'typeorm';
import type { ShownMedia } from '../../../contracts/media.js';
import { Author } from '../../../models/blog/author.js';
import { Post } from '../../../models/blog/post.js';
import { Tag } from '../../../models/blog/tag.js';
import type { BlogDeps } from '../deps.js';
import { renderDocument } from '../document/render/render-document.js';
import { siteHooks } from '../document/render/site-hooks.js';
import { renderingOf } from '../document/rendering-of.js';
import { readCopies, type Copies } from './copies.js';
import { sourcesIn, sourcesOf } from './sources.js';

const rowsAtOnce = 50;

const shownColumns = {
  ...{ id: true, ghostSite: true, visibility: true, headed: true, document: true },
  ...{ pictureSrc: true, picture: true, refs: true, html: true, teaserHtml: true },
} as const;

type ShownPost = Pick<Post, keyof typeof shownColumns>;

/**
 * Makes these posts show the copies that are here: at their heads, and in their texts, which are written anew.
 *
 * @returns ids of those that look otherwise now.
 */
export async function showPictures(deps: BlogDeps, postIds: readonly string[]): Promise<string[]> {
  const changed: string[] = [];
  for (let from = 0; from < postIds.length; from += rowsAtOnce) {
    const ids = postIds.slice(from, from + rowsAtOnce);
    const posts = await deps.manager.find(Post, { select: shownColumns, where: { id: In(ids) } });
    const copies = await readCopies(deps.manager, posts.flatMap(sourcesIn));
    for (const post of posts) if (await showIn(deps, post, copies)) changed.push(post.id);
  }
  return changed;
}

async function showIn(deps: BlogDeps, post: ShownPost, copies: Copies): Promise<boolean> {
  const made = { picture: copyOf(post, copies), ...bodyWith(deps, post, copies) };
  const { picture, html, teaserHtml } = post;
  if (isDeepStrictEqual(made, { picture, html, teaserHtml })) return false;
  await deps.manager.update(Post, post.id, made);
  return true;
}

/** The text, written anew where it holds pictures that are here. */
function bodyWith({ sanitiser }: BlogDeps, post: ShownPost, copies: Copies): Pick<Post, 'html' | 'teaserHtml'> {
  const { document, ghostSite, refs, html, teaserHtml } = post;
  const sourceOf = sourcesOf(ghostSite);
  const isTouched = refs?.pictures.some(({ src }) => copies.has(sourceOf(src) ?? '')) ?? false;
  if (!isTouched || document === null || ghostSite === null) return { html, teaserHtml };
  const hooks = siteHooks(ghostSite, sanitiser, (src) => copies.get(sourceOf(src) ?? '') ?? null);
  const rendered = renderDocument(document, renderingOf({ ...post, hasPicture: post.pictureSrc !== null }, document, hooks)); // prettier-ignore
  return { html: rendered.html, teaserHtml: rendered.teaserHtml };
}

interface Faced {
  id: string;
  ghostSite: string | null;
  pictureSrc: string | null;
  picture: ShownMedia | null;
}

function copyOf({ ghostSite, pictureSrc }: Pick<Faced, 'ghostSite' | 'pictureSrc'>, copies: Copies): ShownMedia | null {
  return copies.get(sourcesOf(ghostSite)(pictureSrc) ?? '') ?? null;
}

/**
 * Makes tags and authors show the copies of their pictures.
 *
 * @returns ids of those that look otherwise now.
 */
export async function showFaces(
  { manager }: BlogDeps,
  { tags, authors }: { tags: readonly string[]; authors: readonly string[] },
): Promise<{ tags: string[]; authors: string[] }> {
  return { tags: await showFacesOf(manager, Tag, tags), authors: await showFacesOf(manager, Author, authors) };
}

async function showFacesOf(
  manager: EntityManager,
  entity: EntityTarget<Tag | Author>,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows: Faced[] = await manager.find(entity, {
    select: { id: true, ghostSite: true, pictureSrc: true, picture: true as never },
    where: { id: In(ids) },
  });
  const copies = await readCopies(
    manager,
    rows.map(({ ghostSite, pictureSrc }) => sourcesOf(ghostSite)(pictureSrc)),
  );
  const changed: string[] = [];
  for (const row of rows) {
    const picture = copyOf(row, copies);
    if (isDeepStrictEqual(picture, row.picture)) continue;
    await manager.update(entity, row.id, { picture });
    changed.push(row.id);
  }
  return changed;
}
