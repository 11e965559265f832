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
import { answersOf, idsAtOnce } from './answers-of.js';
import { carriersOf } from './carriers-of.js';
import { isNotAllowed } from './ghost-errors.js';
import { addMirroredSides, mirrorSides, type MirroredSides } from './mirror-sides.js';
import { deletedIn } from './news.js';
import { withHints } from './with-hints.js';

export interface MirrorOptions {
  /** Reads everything, also what was read before. */
  full: boolean;
  /** Removes what is gone, however much it is. */
  isCertain: boolean;
  /** Reads all of what is kept beside the texts, whatever the log says of it. */
  wholeSides?: boolean;
  say: (what: string) => void;
}

export interface MirrorReport extends GhostImportReportDto {
  /** Texts, tags and authors that are not there any more. */
  removed: number;
  /** What the Ghost keeps beside them, as far as it was looked at. */
  sides: MirroredSides;
}

interface Mirror extends MirrorOptions {
  services: Services;
  reader: GhostReader;
  news: GhostNews;
  report: GhostImportReportDto | null;
  /** How many notes are not in the report. */
  notesLeft: number;
  /** How many were there that no list and no line told of. */
  untold: number;
  /** Of which kinds so much is gone that nothing of them was removed, in words. */
  doubtful: string[];
}

/** Nobody reads more, and a report of a large Ghost is to be no larger. */
const mostNotes = 200;

/**
 * Brings over what changed in a Ghost since it was read last, and removes what is gone: by its lists, whose moments say
 * most, by its log of actions, since tags and edits of many at once leave no moment, and by the ids that there are. Each page
 * is taken in a unit of its own together with how far it reaches, so that whoever is stopped goes on from there. Whatever it
 * writes goes through `transaction`, where the services may refuse who lost his turn.
 *
 * @throws AppError as `GhostReader`, and `ghost-gone` at its end when of a kind so much is gone that nothing was removed.
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
  if (since === null) await keepBeginning(services, site, news);
  // What lies before where we were is in no list behind a cursor.
  const full = options.full || news.isBack;
  const mirror: Mirror = {
    ...options,
    full,
    services,
    reader,
    news,
    report: null,
    notesLeft: 0,
    untold: 0,
    doubtful: [],
  };
  const denied = new Set<GhostKind>();
  for (const kind of ghostKinds) if (!(await mayReadKind(mirror, kind))) denied.add(kind);
  let removed = 0;
  for (const kind of ghostKinds) if (!denied.has(kind)) removed += await compareIds(mirror, kind);
  const settled = await services.transaction((unit) => unit.blog.settleGhostSlugs(operator, site));
  // What brings texts untold, as an importer does, brings menus and tiers as silently.
  const wholeSides = full || options.wholeSides === true || since === null || mirror.untold > 0;
  const sides = await mirrorSides(services, reader, news, { full: wholeSides, say: options.say });
  const { newest } = news;
  await services.transaction(async (unit) => {
    if (newest !== null) await unit.blog.keepGhostCursor(operator, site, 'actions', newest);
    await unit.blog.heedGhostHints(operator, hints);
  });
  if (mirror.doubtful.length > 0) throw gone(site, mirror.doubtful);
  if (mirror.report === null) throw new Error('a Ghost has at least one kind of things');
  const more = mirror.notesLeft === 0 ? [] : [`There are ${mirror.notesLeft} notes more of this kind.`];
  const notes = [...mirror.report.notes, ...more, ...settled.slice(0, mostNotes), ...[...denied].map(notAllowed)];
  return { ...mirror.report, notes, removed, sides };
}

/** What changes while a first reading goes on, however often that is broken off, is news of the next. */
function keepBeginning(services: Services, site: string, { newest }: GhostNews): Promise<void> {
  const cursor = newest ?? { updatedAt: new Date(0), id: null };
  return services.transaction((unit) => unit.blog.keepGhostCursor(operator, site, 'actions', cursor));
}

const gone = (site: string, doubtful: string[]) =>
  new AppError('ghost-gone', 502, `${doubtful.join(' and ')} are gone from ${site}: nothing was removed.`);

const notAllowed = (kind: GhostKind) => `Our key may not read ${kind} there, so they were left as they are.`;

/** Reads it, unless our key may not. A mirror without posts is none, so there is no going on without those. */
async function mayReadKind(mirror: Mirror, kind: GhostKind): Promise<boolean> {
  try {
    await readKind(mirror, kind);
    return true;
  } catch (error) {
    if (kind === 'posts' || !isNotAllowed(error)) throw error;
    return false;
  }
}

async function readKind(mirror: Mirror, kind: GhostKind): Promise<void> {
  const known = await mirror.services.blog.findGhostCursor(operator, mirror.reader.site, kind);
  for await (const { answer, reached } of answersOf(mirror, kind, known)) {
    await take(mirror, answer, reached && { kind, cursor: reached });
  }
}

async function take(mirror: Mirror, answer: unknown, reached: { kind: GhostKind; cursor: GhostCursor } | null) {
  const { services, reader } = mirror;
  const part = await services.transaction(async (unit) => {
    const one = await unit.blog.importGhost(operator, reader.site, answer, 'living');
    if (reached !== null) await unit.blog.keepGhostCursor(operator, reader.site, reached.kind, reached.cursor);
    return one;
  });
  const report = mirror.report === null ? part : addReports(mirror.report, part);
  mirror.notesLeft += Math.max(0, report.notes.length - mostNotes);
  mirror.report = { ...report, notes: report.notes.slice(0, mostNotes) };
  return part;
}

/** Takes what is there and was told by nothing, and removes what is gone. Returns how many it removed. */
async function compareIds(mirror: Mirror, kind: GhostKind): Promise<number> {
  const { services, reader, say } = mirror;
  say(`looking which ${kind} are gone`);
  const there = await reader.readIds(kind);
  const unknown = await services.blog.findGhostsUnknown(operator, reader.site, kind, there);
  for (let from = 0; from < unknown.length; from += idsAtOnce) {
    const part = await take(mirror, await reader.readByIds(kind, unknown.slice(from, from + idsAtOnce)), null);
    // Not what is asked for in vain each time, since it is not understood.
    mirror.untold += [part.posts, part.pages, part.tags, part.authors].reduce((all, { added }) => all + added, 0);
  }
  if (kind === 'tags') for await (const answer of carriersOf(services, reader, there)) await take(mirror, answer, null);
  return removeGone(mirror, kind, there);
}

async function removeGone(
  { services, reader, isCertain, news, doubtful }: Mirror,
  kind: GhostKind,
  there: string[],
): Promise<number> {
  const deleted = isCertain ? 'all' : deletedIn(news, kind);
  const removal = await services.transaction((unit) =>
    unit.blog.removeGhostsGone(operator, reader.site, kind, there, deleted),
  );
  if (removal.kind === 'removed') return removal.count;
  doubtful.push(`${removal.gone} of ${removal.known} ${kind}`);
  return 0;
}

const sum = (one: ImportCountsDto, other: ImportCountsDto): ImportCountsDto => ({
  added: one.added + other.added,
  changed: one.changed + other.changed,
  same: one.same + other.same,
});

export function addMirrorReports(one: MirrorReport, other: MirrorReport): MirrorReport {
  const sides = addMirroredSides(one.sides, other.sides);
  return { ...addReports(one, other), removed: one.removed + other.removed, sides };
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
