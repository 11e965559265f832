import type { GhostImportReportDto, ImportCountsDto } from '../../../contracts/dtos/blog.js';
import {
  ghostKinds,
  type GhostCursor,
  type GhostKind,
  type GhostNews,
  type GhostReader,
} from '../../../contracts/ghost.js';
import type { Services } from '../../../contracts/registry.js';
import { operator } from '../../../contracts/viewer.js';
import { AppError } from '../../../lib/errors.js';
import { withHints } from './with-hints.js';

export interface MirrorOptions {
  /** Reads everything, also what was read before. */
  full: boolean;
  /** Removes what is gone, however much it is. */
  isCertain: boolean;
  say: (what: string) => void;
}

export interface MirrorReport extends GhostImportReportDto {
  /** Texts, tags and authors that are not there any more. */
  removed: number;
}

interface Mirror extends MirrorOptions {
  services: Services;
  reader: GhostReader;
  news: GhostNews;
  report: GhostImportReportDto | null;
}

/** An edit may be committed a little after the moment that it says. */
const overlapMs = 60_000;
const idsAtOnce = 25;

/**
 * Brings over what changed in a Ghost since it was read last, and removes what is gone: by its lists, whose moments say
 * most, by its log of actions, since tags and edits of many at once leave no moment, and by the ids that there are. Each page
 * is taken in a unit of its own together with how far it reaches, so that whoever is stopped goes on from there. Whatever it
 * writes goes through `transaction`, where the services may refuse who lost his turn.
 *
 * @throws AppError as `GhostReader`, and `ghost-gone` when so much is gone that nothing was removed.
 */
export async function mirrorGhost(
  services: Services,
  reader: GhostReader,
  options: MirrorOptions,
): Promise<MirrorReport> {
  const { site } = reader;
  const since = await services.blog.findGhostCursor(operator, site, 'actions');
  // Before anything is read: what is hinted at later may have been read already, and waits for the next reading.
  const hints = await services.blog.findGhostHints(operator, site);
  const news = withHints(await reader.readNews(since), hints);
  const mirror: Mirror = { ...options, services, reader, news, report: null };
  for (const kind of ghostKinds) await readKind(mirror, kind);
  let removed = 0;
  for (const kind of ghostKinds) removed += await removeGone(mirror, kind);
  const { newest } = news;
  await services.transaction(async (unit) => {
    if (newest !== null) await unit.blog.keepGhostCursor(operator, site, 'actions', newest);
    await unit.blog.heedGhostHints(operator, hints);
  });
  if (mirror.report === null) throw new Error('a Ghost has at least one kind of things');
  return { ...mirror.report, removed };
}

async function readKind(mirror: Mirror, kind: GhostKind): Promise<void> {
  const { services, reader, news } = mirror;
  const known = await services.blog.findGhostCursor(operator, reader.site, kind);
  const isAnew = mirror.full || news.unnamed.includes(kind);
  await readList(mirror, kind, isAnew || known === null ? null : withOverlap(known));
  if (isAnew) return;
  const touched = news.touched[kind];
  for (let from = 0; from < touched.length; from += idsAtOnce) {
    await take(mirror, await reader.readByIds(kind, touched.slice(from, from + idsAtOnce)));
  }
}

async function readList(mirror: Mirror, kind: GhostKind, after: GhostCursor | null): Promise<void> {
  const { reader, say } = mirror;
  let from = after;
  for (let taken = 0; ;) {
    const page = await reader.readAfter(kind, from);
    say(`${kind}: ${taken} of ${taken + page.left}`);
    const reached = page.next ?? (page.last && { ...page.last, id: null });
    await take(mirror, page.answer, reached === null ? null : { kind, cursor: reached });
    if (page.next === null) return;
    from = page.next;
    taken += page.count;
  }
}

async function take(mirror: Mirror, answer: unknown, reached: { kind: GhostKind; cursor: GhostCursor } | null = null) {
  const { services, reader } = mirror;
  const part = await services.transaction(async (unit) => {
    const one = await unit.blog.importGhost(operator, reader.site, answer);
    if (reached !== null) await unit.blog.keepGhostCursor(operator, reader.site, reached.kind, reached.cursor);
    return one;
  });
  mirror.report = mirror.report === null ? part : addReports(mirror.report, part);
}

/** Where a reading was broken off it goes on; else what changed a little before may have been committed after. */
function withOverlap({ updatedAt, id }: GhostCursor): GhostCursor {
  return id === null ? { updatedAt: new Date(updatedAt.getTime() - overlapMs), id } : { updatedAt, id };
}

async function removeGone({ services, reader, say, isCertain }: Mirror, kind: GhostKind): Promise<number> {
  say(`looking which ${kind} are gone`);
  const there = await reader.readIds(kind);
  const removal = await services.transaction((unit) =>
    unit.blog.removeGhostsGone(operator, reader.site, kind, there, isCertain),
  );
  if (removal.kind === 'removed') return removal.count;
  const { gone, known } = removal;
  throw new AppError(
    'ghost-gone',
    502,
    `${gone} of ${known} ${kind} are gone from ${reader.site}: nothing was removed.`,
  );
}

const sum = (one: ImportCountsDto, other: ImportCountsDto): ImportCountsDto => ({
  added: one.added + other.added,
  changed: one.changed + other.changed,
  same: one.same + other.same,
});

export function addMirrorReports(one: MirrorReport, other: MirrorReport): MirrorReport {
  return { ...addReports(one, other), removed: one.removed + other.removed };
}

export function addReports(one: GhostImportReportDto, other: GhostImportReportDto): GhostImportReportDto {
  return {
    site: one.site,
    posts: sum(one.posts, other.posts),
    pages: sum(one.pages, other.pages),
    tags: sum(one.tags, other.tags),
    authors: sum(one.authors, other.authors),
    notes: [...one.notes, ...other.notes],
  };
}
