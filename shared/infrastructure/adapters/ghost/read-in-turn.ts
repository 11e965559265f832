import type { GhostSuccess, OwnTurn } from '../../../contracts/ghost-watch.js';
import type { GhostReader } from '../../../contracts/ghost.js';
import type { Services } from '../../../contracts/registry.js';
import type { GhostReaderOptions } from './ask-admin.js';
import { operator } from '../../../contracts/viewer.js';
import { ghostReader } from './ghost-reader.js';
import { inGhostTurn, type Turn, type Turned } from './in-ghost-turn.js';
import { keyMark } from './key-mark.js';
import { addMirrorReports, mirrorGhost, type MirrorOptions, type MirrorReport } from './mirror-ghost.js';
import { failedBy } from './trouble.js';

export interface ReadInTurnOptions
  extends Omit<MirrorOptions, 'wholeSides'>, Omit<GhostReaderOptions, 'onVersion' | 'say'> {
  services: Services;
  /** In words for people. */
  by: string;
  isByHand: boolean;
}

export interface Reading {
  /** Null when a glance was enough. */
  report: MirrorReport | null;
  /** What a whole comparison found; null when there was none. */
  drift: number | null;
  version: string | null;
}

/** However still a Ghost is, its ids are compared so often, and what it keeps beside its texts is read whole. */
const mirrorEveryMs = 10 * 60_000;
const mostMore = 2;

/**
 * Reads a Ghost when it is our turn. A worker glances first and reads only where something is new; a person who asks for
 * it has it read. Throws as `inGhostTurn`.
 */
export function readInTurn(options: ReadInTurnOptions): Promise<Turned<Reading>> {
  const { services, site, key, by, isByHand, signal } = options;
  let version: string | null = null;
  const caller = { by, isByHand, keyMark: keyMark(key), ...(signal && { signal }) };
  return inGhostTurn<Reading>(services, site, caller, {
    async work(turn) {
      const reader = ghostReader({ ...options, signal: turn.signal, onVersion: (said) => (version = said) });
      const { report, drift, seen } = await read(turn, reader, options);
      const outcome: GhostSuccess = report ? { kind: 'read', version, seen, drift } : { kind: 'quiet', version };
      return { value: { report, drift, version }, outcome };
    },
    toFailure(error, { failures }) {
      const failure = failedBy(error, failures);
      // Who sits before it is told, and asks no second time.
      return isByHand ? { ...failure, isPause: false } : failure;
    },
  });
}

async function read({ was, services }: Turn, reader: GhostReader, options: ReadInTurnOptions) {
  const isWhole = options.full || (was.isWholeWanted && !options.isByHand);
  const seen = isWhole || !options.isByHand ? await reader.glance() : null;
  const mirror = (full: boolean) => mirrorGhost(services, reader, { ...options, full, wholeSides: isLongAgo(was) });
  const isHinted = () => hasHints(services, options.site);
  // What is hinted at is news, whatever the Ghost looks like.
  const isOtherwise = seen === null || seen !== was.seen || (await isHinted());
  const isNews = isOtherwise || isLongAgo(was);
  if (!isWhole) return { seen, drift: null, report: isNews ? await mirrorWhile(isHinted, () => mirror(false)) : null };
  // What is news is no drift, so it is read first.
  const news = isOtherwise ? await mirror(false) : null;
  const whole = await mirror(true);
  return { seen, drift: changesIn(whole), report: news ? addMirrorReports(news, whole) : whole };
}

/** What is hinted at while we read finds our turn taken, so we look before we leave; a storm is left to the next turn. */
async function mirrorWhile(isHinted: () => Promise<boolean>, mirror: () => Promise<MirrorReport>) {
  let report = await mirror();
  for (let more = 0; more < mostMore && (await isHinted()); more += 1) {
    report = addMirrorReports(report, await mirror());
  }
  return report;
}

async function hasHints({ blog }: Turn['services'], site: string): Promise<boolean> {
  return (await blog.findGhostHints(operator, site)).deliveries.length > 0;
}

const isLongAgo = ({ mirroredMsAgo }: OwnTurn) => mirroredMsAgo === null || mirroredMsAgo > mirrorEveryMs;

/** How many things were otherwise than they should have been. */
export function changesIn({ posts, pages, tags, authors, removed }: MirrorReport): number {
  return [posts, pages, tags, authors].reduce((all, { added, changed }) => all + added + changed, removed);
}
