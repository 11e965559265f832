import type { Chance } from '../../dev/runner/chance.js';
import type { SignedIn } from '../../testing/people.js';
import type { House } from './house.js';
import type { HouseholdProcess } from './household-process.js';
import { quantile } from './lateness.js';
import type { Onlooker, Seen } from './onlooker.js';

/** What every act of the drill plays with. */
export interface Play {
  house: House;
  onlooker: Onlooker;
  /** The first of them is looked through most. */
  members: SignedIn[];
  chance: Chance;
  say: (what: string) => void;
  /** The number of the next loaf; each is baked once. */
  nextLoaf: () => number;
  count: Tally;
}

/** How the drill comes out, as it goes. */
export class Tally {
  readonly tried: Record<string, number> = {};
  readonly broken: Record<string, number> = {};
  readonly examples: string[] = [];
  readonly #examplesOf = new Map<string, number>();

  try(what: string, times = 1): void {
    this.tried[what] = (this.tried[what] ?? 0) + times;
  }

  /** A figure that is told and not judged. */
  measure(what: string, value: number): void {
    this.tried[what] = Math.round(value);
  }

  /** Promises that it will be said of, whether it is broken or not. */
  promise(...promises: string[]): void {
    for (const promise of promises) this.broken[promise] ??= 0;
  }

  break(promise: string, example: string): void {
    this.broken[promise] = (this.broken[promise] ?? 0) + 1;
    const shown = this.#examplesOf.get(promise) ?? 0;
    this.#examplesOf.set(promise, shown + 1);
    if (shown < 5) this.examples.push(`${promise}: ${example}`);
  }
}

/** Where a page is looked at, and as whom. */
export interface Place {
  name: string;
  process: HouseholdProcess;
  cookie: string | undefined;
}

/** Both blogs, each as a stranger and as a member sees it. */
export function placesOf({ house, members }: Pick<Play, 'house' | 'members'>): Place[] {
  const cookie = members[0]?.headers.cookie;
  return house.blogs.flatMap((process) => [
    { name: `${process.name}, to a stranger`, process, cookie: undefined },
    { name: `${process.name}, to a member`, process, cookie },
  ]);
}

/** Until every place shows that loaf or a later one. Whether it came to that. */
export async function untilAllShow(play: Play, loaf: number, withinMs = 20_000): Promise<boolean> {
  const until = performance.now() + withinMs;
  for (const place of placesOf(play)) {
    for (let seen: Seen | null = null; seen === null || (seen.loaf ?? -1) < loaf;) {
      if (performance.now() > until) return false;
      seen = await play.onlooker.see(place);
    }
  }
  return true;
}

const neverSettled = 'changes never seen in a house at rest';
const settleMs = 10_000;

/** Changes the loaf in a process and waits until everybody sees it, so that every part but the next to change is warm. */
export async function settle(play: Play): Promise<void> {
  const loaf = play.nextLoaf();
  await play.house.blogs[0].edit({ kind: 'loaf', number: loaf });
  if (!(await untilAllShow(play, loaf, settleMs))) play.count.break(neverSettled, `loaf ${loaf} after ${settleMs} ms`);
}

export const tookMs = ({ beganAt, endedAt }: Pick<Seen, 'beganAt' | 'endedAt'>) => endedAt - beganAt;

/** Where others use the machine: the slowest of some hundred pages beside what nine of ten take with everybody well. */
export const slowestOfMany = 5;

/** What a page takes just now with everybody well, nine times out of ten, where others use the machine as well. */
export async function coldPageMs(play: Play): Promise<number> {
  const { house, onlooker } = play;
  const times: number[] = [];
  for (let at = 0; at < 5; at += 1) {
    await house.blogs[0].edit({ kind: 'loaf', number: play.nextLoaf() });
    const seen = await Promise.all(placesOf(play).map((place) => onlooker.see(place)));
    times.push(...seen.map(tookMs));
  }
  return quantile(times, 0.9);
}
