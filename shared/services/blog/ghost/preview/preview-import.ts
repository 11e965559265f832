import { In, type EntityTarget } from 'typeorm';
import type { GhostChange } from '../../../../contracts/ghost-preview.js';
import type { GhostKind } from '../../../../contracts/ghost.js';
import type { MaybeViewer } from '../../../../contracts/viewer.js';
import { Author } from '../../../../models/blog/author.js';
import { GhostBase } from '../../../../models/blog/ghost-base.js';
import { Post } from '../../../../models/blog/post.js';
import { Tag } from '../../../../models/blog/tag.js';
import type { BlogDeps } from '../../deps.js';
import { requireEditor } from '../../policy.js';
import { readAnswer, type GhostAnswer, type GhostPost } from '../answer.js';
import { authorCandidate, postCandidate, tagCandidate, type Candidate } from '../candidates.js';
import { isComplete } from '../is-complete.js';
import { siteKey } from '../site.js';
import type { GhostRow } from '../ghost-row.js';
import { fateOf, findKnown } from '../take.js';
import { fieldChanges } from './field-changes.js';

/** What taking this answer would do; nothing is written. */
export async function previewImport(
  deps: BlogDeps,
  viewer: MaybeViewer,
  siteUrl: string,
  value: unknown,
): Promise<GhostChange[]> {
  requireEditor(viewer);
  const site = siteKey(siteUrl);
  const answer = readAnswer(value, site, 'living');
  const now = deps.clock();
  const texts = [...answer.posts, ...answer.pages];
  const tags = [...answer.tags, ...texts.flatMap((text) => text.tags ?? [])].map((tag) => tagCandidate(tag, now));
  const authors = [...answer.authors, ...texts.flatMap((text) => text.authors ?? [])];
  const offered = (kind: 'post' | 'page', posts: GhostPost[]) =>
    posts.filter(isComplete).map((post) => postCandidate(deps, site, kind, post));
  return [
    ...(await flatChanges(deps, Tag, 'tags', site, tags)),
    ...(await flatChanges(
      deps,
      Author,
      'users',
      site,
      authors.map((author) => authorCandidate(author, now)),
    )),
    ...(await textChanges(deps, 'posts', site, offered('post', answer.posts), answer)),
    ...(await textChanges(deps, 'pages', site, offered('page', answer.pages), answer)),
  ];
}

interface Fresh {
  candidate: Candidate;
  row: GhostRow | undefined;
}

/** What would be written, each thing once. */
async function freshOf(
  deps: BlogDeps,
  entity: EntityTarget<GhostRow>,
  site: string,
  offered: Candidate[],
): Promise<Fresh[]> {
  const candidates = [...new Map(offered.map((candidate) => [candidate.ghostId, candidate])).values()];
  const known = await findKnown(deps, entity, site, candidates);
  const isFresh = ({ candidate, row }: Fresh) => ['added', 'changed'].includes(fateOf(candidate, row, 'living'));
  return candidates.map((candidate) => ({ candidate, row: known.get(candidate.ghostId) })).filter(isFresh);
}

const toChange = (kind: GhostKind, { candidate, row }: Fresh, fields: GhostChange['fields']): GhostChange => ({
  ...{ kind, ghostId: candidate.ghostId, name: candidate.name },
  ...(row ? { what: 'changed', fields } : { what: 'added', fields: [] }),
});

/** Their own times are Ghost's bookkeeping. */
function flatFields(row: object, slug: string | null): Record<string, unknown> {
  const { createdAt: _created, updatedAt: _updated, ...said } = row as Record<string, unknown>;
  return { ...said, slug };
}

async function flatChanges(
  deps: BlogDeps,
  entity: EntityTarget<GhostRow>,
  kind: 'tags' | 'users',
  site: string,
  offered: Candidate[],
): Promise<GhostChange[]> {
  const fresh = await freshOf(deps, entity, site, offered);
  const rows = await deps.manager.find(entity, { where: { id: In(fresh.flatMap(({ row }) => row?.id ?? [])) } });
  const known = new Map(rows.map((row) => [row.id, row]));
  return fresh.map((one) => {
    const is = flatFields(one.candidate.make().row, one.candidate.slug);
    const row: Record<string, unknown> = { ...known.get(one.row?.id ?? '') };
    const was = Object.fromEntries(
      Object.keys(is).map((name) => [name, name === 'slug' ? row['ghostSlug'] : row[name]]),
    );
    return toChange(kind, one, fieldChanges(was, is));
  });
}

type Known = Pick<Post, 'id' | 'title' | 'status' | 'visibility' | 'sourceHtml' | 'ghostSlug'>;

/** By what the Ghost said last; of a text from before that was kept, by what is here of it. */
async function textChanges(
  { manager, ...deps }: BlogDeps,
  kind: 'posts' | 'pages',
  site: string,
  offered: Candidate[],
  { said }: GhostAnswer,
): Promise<GhostChange[]> {
  const fresh = await freshOf({ manager, ...deps }, Post, site, offered);
  const ids = fresh.flatMap(({ row }) => row?.id ?? []);
  const bases = await manager.find(GhostBase, { select: { postId: true, said: true }, where: { postId: In(ids) } });
  const select = { id: true, title: true, status: true, visibility: true, sourceHtml: true, ghostSlug: true } as const;
  const rows: Known[] = await manager.find(Post, { select, where: { id: In(ids) } });
  const known = new Map(rows.map((row) => [row.id, columnsOf(row)]));
  const before = new Map(bases.map((base) => [base.postId, base.said]));
  return fresh.map((one) => {
    const id = one.row?.id ?? '';
    const is = said.get(one.candidate.ghostId) ?? {};
    const was = before.get(id) ?? { ...is, ...known.get(id) };
    return toChange(kind, one, fieldChanges(was, is));
  });
}

const columnsOf = ({ title, status, visibility, sourceHtml: html, ghostSlug: slug }: Known) => ({
  ...{ title, status, visibility, html, slug },
});
