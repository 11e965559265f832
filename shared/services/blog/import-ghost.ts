import type { GhostImportReportDto, PostKind } from '../../contracts/dtos/blog.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import { Author } from '../../models/blog/author.js';
import { Post } from '../../models/blog/post.js';
import { Tag } from '../../models/blog/tag.js';
import type { BlogDeps } from './deps.js';
import { readAnswer, type GhostPost, type Source } from './ghost/answer.js';
import { keepBases } from './ghost/bases/keep-bases.js';
import { authorCandidate, postCandidate, tagCandidate } from './ghost/candidates.js';
import { keepOldSlugs } from './ghost/keep-old-slugs.js';
import { isComplete } from './ghost/is-complete.js';
import { linkPosts } from './ghost/link-posts.js';
import { begun, hidden, incomplete } from './ghost/notes.js';
import { oneImportAtATime } from './ghost/one-at-a-time.js';
import { siteKey } from './ghost/site.js';
import { takeMenu } from './ghost/take-menu.js';
import { take, type Taken } from './ghost/take.js';
import { readShown, tellChanges } from './ghost/tell-changes.js';
import { isPublished, requireEditor } from './policy.js';
import { wantPictures } from './pictures/want-pictures.js';
import { keepWords } from './search/keep-words.js';

/** Runs in one unit: an answer is taken whole or not at all. */
export async function importGhost(
  deps: BlogDeps,
  viewer: MaybeViewer,
  siteUrl: string,
  value: unknown,
  source: Source = 'file',
): Promise<GhostImportReportDto> {
  requireEditor(viewer);
  const site = siteKey(siteUrl);
  const answer = readAnswer(value, site, source);
  const now = deps.clock();
  await oneImportAtATime(deps);

  const texts = [...answer.posts, ...answer.pages];
  const shownBefore = await readShown(deps, site, texts);
  const complete = (posts: GhostPost[]) => posts.filter(isComplete);
  const offeredTags = [...answer.tags, ...texts.flatMap((post) => post.tags ?? [])];
  const offeredAuthors = [...answer.authors, ...texts.flatMap((post) => post.authors ?? [])];
  const tags = await take(
    deps,
    Tag,
    site,
    offeredTags.map((tag) => tagCandidate(tag, now)),
    source,
  );
  const authors = await take(
    deps,
    Author,
    site,
    offeredAuthors.map((author) => authorCandidate(author, now)),
    source,
  );
  const takeTexts = async (kind: PostKind, offered: GhostPost[]) => {
    const posts = await take(
      deps,
      Post,
      site,
      complete(offered).map((post) => postCandidate(deps, site, kind, post)),
      source,
    );
    await linkPosts(deps, complete(offered), { posts, tags, authors });
    await keepBases(deps, complete(offered), answer.said, posts);
    return posts;
  };
  const posts = await takeTexts('post', answer.posts);
  const pages = await takeTexts('page', answer.pages);

  const idsOf = ({ slugs }: Taken) => slugs.map(({ id }) => id);
  const written = { posts: [...idsOf(posts), ...idsOf(pages)], tags: idsOf(tags), authors: idsOf(authors) };
  await wantPictures(deps, written);
  await keepWords(deps, written.posts);
  await keepOldSlugs(deps, 'post', [...posts.slugs, ...pages.slugs]);
  await keepOldSlugs(deps, 'tag', tags.slugs);
  await keepOldSlugs(deps, 'author', authors.slugs);

  const menuNotes = answer.menu.length === 0 ? [] : await takeMenu(deps, viewer, answer.menu);
  tellChanges(deps, shownBefore, texts, { posts: [posts, pages], tags, authors });

  return report(site, { posts, pages, tags, authors }, texts, [...answer.notes, ...menuNotes]);
}

function report(
  site: string,
  taken: Record<'posts' | 'pages' | 'tags' | 'authors', Taken>,
  texts: GhostPost[],
  notes: string[],
): GhostImportReportDto {
  const { posts, pages, tags, authors } = taken;
  const written = texts.filter((text) => posts.written.has(text.id) || pages.written.has(text.id));
  const shown = written.filter(isPublished);
  const unseen = written.length - shown.length;
  const walled = shown.filter(({ visibility }) => visibility !== 'public').length;
  return {
    site,
    posts: posts.counts,
    pages: pages.counts,
    tags: tags.counts,
    authors: authors.counts,
    notes: [
      ...[posts, pages, tags, authors].flatMap(({ notes }) => notes),
      ...texts.filter((text) => !isComplete(text)).map(incomplete),
      ...notes,
      ...(unseen > 0 ? [hidden(unseen)] : []),
      ...(walled > 0 ? [begun(walled)] : []),
    ],
  };
}
