import type { GhostCountsDto, GhostTrouble, GhostWatchDto } from '../contracts/ghost-watch.js';
import { operator } from '../contracts/viewer.js';
import { withServices } from './with-services.js';

export interface GhostStatus extends GhostCountsDto {
  site: string;
  /** Null when it was never read. */
  watch: GhostWatchDto | null;
}

export function readGhostStatus(url: string, site: string): Promise<GhostStatus> {
  return withServices(url, async ({ blog }) => ({
    site,
    watch: await blog.findGhostWatch(operator, site),
    ...(await blog.countGhost(operator, site)),
  }));
}

/** @returns what became of it, in a sentence. */
export async function resumeGhost(url: string, site: string): Promise<string> {
  const was = await withServices(url, ({ blog }) => blog.resumeGhost(operator, site));
  return was
    ? `${site} is asked again with the worker’s next tick.`
    : `Reading ${site} was neither paused nor waiting.`;
}

/** What to do about it. */
const cures: Record<GhostTrouble, string> = {
  refused: 'Make a new key under Integrations in Ghost and set GHOST_ADMIN_API_KEY, or mend it there and say rose ghost resume.', // prettier-ignore
  busy: 'Nothing; it is asked less often by itself.',
  away: 'See whether it runs, and whether GHOST_URL is right; it is tried again by itself.',
  answer: 'See what answers at GHOST_URL: a proxy’s page, or another program.',
  gone: 'If that is meant, say rose ghost sync --believe-it.',
  broken: 'Read the log of the blog’s worker; rose jobs dead shows the last error.',
};

/** A line for each thing that an operator may ask. */
export function statusInWords({ site, watch, ...counts }: GhostStatus): string {
  const { posts, pages, tags, authors, picturesWaiting } = counts;
  const here = [counted(posts, 'post'), counted(pages, 'page'), counted(tags, 'tag'), counted(authors, 'author')];
  const lines: [string, string][] = [
    ['Ghost', site + (watch?.version ? `, ${watch.version}` : '')],
    ['Read', watch === null ? 'never' : readInWords(watch)],
    ...(watch === null ? [] : standingOf(watch)),
    ['Here', here.join(', ')],
    ['Pictures', picturesWaiting === 0 ? 'none is waited for' : `${picturesWaiting} to be copied`],
  ];
  return lines.map(([what, words]) => `${what.padEnd(10)}${words}`).join('\n');
}

function readInWords({ readAt, lagSeconds, heldBy }: GhostWatchDto): string {
  const now = heldBy === null ? '' : `; being read now, by ${heldBy}`;
  if (readAt === null || lagSeconds === null) return `not to the end yet${now}`;
  return `${momentOf(readAt)}, ${agoInWords(lagSeconds)} ago${now}`;
}

function standingOf({ paused, failing, drift }: GhostWatchDto): [string, string][] {
  const lines: [string, string][] = [];
  if (paused !== null) lines.push(['Paused', `since ${momentOf(paused.since)}. ${paused.why}`]);
  else if (failing !== null) lines.push(['Failing', `${timesInWords(failing.times)}. ${failing.why}`]);
  if (failing !== null) lines.push(['To do', cures[failing.trouble]]);
  if (paused === null && failing?.nextTryAt) lines.push(['Next try', momentOf(failing.nextTryAt)]);
  lines.push(['Drift', drift === null ? 'never compared whole' : `${drift.count} found on ${momentOf(drift.at)}`]);
  return lines;
}

const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;

const momentOf = (at: Date) => `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;

const timesInWords = (times: number) => (times === 1 ? 'once' : `${times} times in a row`);

function agoInWords(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}
