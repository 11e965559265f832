import {
  ghostSides,
  type GhostAbsence,
  type GhostCursor,
  type GhostNews,
  type GhostReader,
  type GhostSide,
  type GhostSideReport,
} from '../../../contracts/ghost.js';
import type { Services } from '../../../contracts/registry.js';
import { operator } from '../../../contracts/viewer.js';
import { AppError } from '../../../lib/errors.js';
import { endOf, idsAtOnce } from './answers-of.js';
import { isNotAllowed } from './ghost-errors.js';
import { withOverlap } from './overlap.js';

/** What became of each side that was looked at: our key may not read every one, and that stops nothing else. */
export type MirroredSides = Partial<Record<GhostSide, GhostSideReport | 'not allowed' | 'not understood'>>;

interface Sides {
  services: Services;
  reader: GhostReader;
  news: GhostNews;
  full: boolean;
  say: (what: string) => void;
}

/**
 * Brings over what a Ghost keeps beside its texts: what is short where its log of actions tells of it, and on a full
 * reading; members behind a cursor, since they change without a line in the log.
 *
 * @throws AppError as `GhostReader`, but for what the key may not read, and what is nothing that we know.
 */
export async function mirrorSides(
  services: Services,
  reader: GhostReader,
  news: GhostNews,
  { full, say }: Pick<Sides, 'full' | 'say'>,
): Promise<MirroredSides> {
  const sides: Sides = { services, reader, news, full, say };
  const reports: MirroredSides = {};
  for (const side of ghostSides) {
    if (side !== 'members' && !sides.full && !news.sides.includes(side)) continue;
    say(`looking at ${side}`);
    reports[side] = await readSide(sides, side).catch(whyNot);
  }
  return reports;
}

function whyNot(error: unknown): 'not allowed' | 'not understood' {
  if (isNotAllowed(error)) return 'not allowed';
  if (error instanceof AppError && error.code === 'ghost-answer') return 'not understood';
  throw error;
}

async function readSide(sides: Sides, side: GhostSide): Promise<GhostSideReport> {
  if (side === 'members') return readMembers(sides);
  const answer = await sides.reader.readWhole(side);
  return take(sides, side, answer, side === 'settings' ? undefined : { there: idsIn(answer, side) });
}

/** A whole reading compares all ids at its end; any other asks for those that the log names, and who does not come is gone. */
async function readMembers(sides: Sides): Promise<GhostSideReport> {
  const { services, reader, news } = sides;
  const known = await services.blog.findGhostCursor(operator, reader.site, 'members');
  const isWhole = sides.full || known === null || news.members === null;
  const { report, seen } = await readMemberList(sides, isWhole ? null : withOverlap(known));
  const reports = [report];
  if (isWhole) {
    const there = await reader.readIds('members');
    reports.push(await take(sides, 'members', { members: [] }, { there }));
  }
  const touched = isWhole ? [] : (news.members ?? []).filter((id) => !seen.has(id));
  for (let from = 0; from < touched.length; from += idsAtOnce) {
    const asked = touched.slice(from, from + idsAtOnce);
    reports.push(await take(sides, 'members', await reader.readByIds('members', asked), { asked }));
  }
  return reports.reduce(addSides);
}

/** Kept where there is no member at all, so that the next reading knows that it is not the first. */
const beginning = { updatedAt: new Date(0), id: '0' };

interface SeenMembers {
  report: GhostSideReport;
  seen: Set<string>;
}

async function readMemberList(sides: Sides, after: GhostCursor | null): Promise<SeenMembers> {
  const { services, reader, say } = sides;
  const seen = new Set<string>();
  let report: GhostSideReport | null = null;
  for (let from = after, taken = 0; ;) {
    const page = await reader.readAfter('members', from);
    say(`members: ${taken} of ${taken + page.left}`);
    const reached = page.next ?? endOf(page, from ?? beginning);
    const part = await services.transaction(async (unit) => {
      const one = await unit.blog.takeGhostSide(operator, reader.site, 'members', page.answer);
      if (reached !== null) await unit.blog.keepGhostCursor(operator, reader.site, 'members', reached);
      return one;
    });
    report = report === null ? part : addSides(report, part);
    for (const id of page.ids) seen.add(id);
    if (page.next === null) return { report, seen };
    from = page.next;
    taken += page.count;
  }
}

/** Through `transaction`, where the services may refuse who lost his turn. */
const take = ({ services, reader }: Sides, side: GhostSide, answer: unknown, gone?: GhostAbsence) =>
  services.transaction((unit) => unit.blog.takeGhostSide(operator, reader.site, side, answer, gone));

function idsIn(answer: unknown, side: GhostSide): string[] {
  const list = (answer as Record<string, { id?: unknown }[]>)[side] ?? [];
  return list.map(({ id }) => String(id));
}

const addSides = (one: GhostSideReport, other: GhostSideReport): GhostSideReport => ({
  added: one.added + other.added,
  changed: one.changed + other.changed,
  same: one.same + other.same,
  removed: one.removed + other.removed,
  notes: [...one.notes, ...other.notes],
});

export function addMirroredSides(one: MirroredSides, other: MirroredSides): MirroredSides {
  const sum = { ...one, ...other };
  for (const side of ghostSides) {
    const [first, second] = [one[side], other[side]];
    if (typeof first === 'object' && typeof second === 'object') sum[side] = addSides(first, second);
  }
  return sum;
}
