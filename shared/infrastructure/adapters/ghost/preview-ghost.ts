import type { GhostChange } from '../../../contracts/ghost-preview.js';
import { ghostKinds, ghostSides, type GhostKind, type GhostSide } from '../../../contracts/ghost.js';
import type { Services } from '../../../contracts/registry.js';
import { operator } from '../../../contracts/viewer.js';
import type { GhostReader } from '../../../contracts/ghost.js';
import { answersOf, idsAtOnce, type Asking } from './answers-of.js';
import { isNotAllowed } from './ghost-errors.js';
import { deletedIn } from './news.js';
import { withOverlap } from './overlap.js';

export interface GhostPreview {
  site: string;
  changes: GhostChange[];
  notes: string[];
}

interface Look extends Asking {
  services: Services;
  /** By kind and id: what a tag comes with again and again is told once. */
  changes: Map<string, GhostChange>;
  notes: string[];
}

/**
 * What a reading of a Ghost would do now. It asks what a reading asks, and writes nothing at all: no row, no cursor, no turn.
 *
 * @throws AppError as `GhostReader`.
 */
export async function previewGhost(
  services: Services,
  reader: GhostReader,
  { full, say }: Pick<Asking, 'full' | 'say'>,
): Promise<GhostPreview> {
  const { site } = reader;
  const since = await services.blog.findGhostCursor(operator, site, 'actions');
  const news = await reader.readNews(since);
  const isWhole = full || news.isBack;
  const look: Look = { services, reader, news, full: isWhole, say, changes: new Map(), notes: [] };
  for (const kind of ghostKinds) await allowed(look, kind, () => lookAtKind(look, kind));
  const wholeSides = isWhole || since === null;
  for (const side of ghostSides) {
    if (side !== 'members' && !wholeSides && !news.sides.includes(side)) continue;
    await allowed(look, side, () => lookAtSide(look, side, wholeSides));
  }
  return { site, changes: [...look.changes.values()], notes: look.notes };
}

/** What our key may not read is said, and the rest is looked at. */
async function allowed(look: Look, kind: GhostKind | GhostSide, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (kind === 'posts' || !isNotAllowed(error)) throw error;
    look.notes.push(`Our key may not read ${kind} there, so they would be left as they are.`);
  }
}

async function lookAtKind(look: Look, kind: GhostKind): Promise<void> {
  const { services, reader } = look;
  const known = await services.blog.findGhostCursor(operator, reader.site, kind);
  for await (const { answer } of answersOf(look, kind, known)) {
    keep(look, await services.blog.previewGhost(operator, reader.site, answer));
  }
  look.say(`looking which ${kind} are gone`);
  const there = await reader.readIds(kind);
  const unknown = await services.blog.findGhostsUnknown(operator, reader.site, kind, there);
  for (let from = 0; from < unknown.length; from += idsAtOnce) {
    const answer = await reader.readByIds(kind, unknown.slice(from, from + idsAtOnce));
    keep(look, await services.blog.previewGhost(operator, reader.site, answer));
  }
  const {
    gone,
    known: count,
    isDoubtful,
  } = await services.blog.previewGhostsGone(
    ...([operator, reader.site, kind, there, deletedIn(look.news, kind)] as const),
  );
  keep(look, gone);
  if (isDoubtful) {
    look.notes.push(`${gone.length} of ${count} ${kind} are gone: they would stay, unless --believe-it is said.`);
  }
}

async function lookAtSide(look: Look, side: GhostSide, isWhole: boolean): Promise<void> {
  const { services, reader } = look;
  if (side === 'members') return lookAtMembers(look, isWhole);
  const answer = await reader.readWhole(side);
  const list = side === 'settings' ? [] : ((answer as Record<string, { id: unknown }[]>)[side] ?? []);
  const gone = side === 'settings' ? undefined : { there: list.map(({ id }) => String(id)) };
  keep(look, await services.blog.previewGhostSide(operator, reader.site, side, answer, gone));
}

async function lookAtMembers(look: Look, isWhole: boolean): Promise<void> {
  const { services, reader, news } = look;
  const see = async (answer: unknown, gone?: { there: string[] } | { asked: string[] }) =>
    keep(look, await services.blog.previewGhostSide(operator, reader.site, 'members', answer, gone));
  const known = await services.blog.findGhostCursor(operator, reader.site, 'members');
  const isAnew = isWhole || known === null || news.members === null;
  for (let from = isAnew ? null : withOverlap(known); ;) {
    const page = await reader.readAfter('members', from);
    await see(page.answer);
    if (page.next === null) break;
    from = page.next;
  }
  if (isAnew) return see({ members: [] }, { there: await reader.readIds('members') });
  const touched = news.members ?? [];
  for (let from = 0; from < touched.length; from += idsAtOnce) {
    const asked = touched.slice(from, from + idsAtOnce);
    await see(await reader.readByIds('members', asked), { asked });
  }
}

function keep({ changes }: Look, found: readonly GhostChange[]): void {
  for (const change of found) changes.set(`${change.kind} ${change.ghostId}`, change);
}
