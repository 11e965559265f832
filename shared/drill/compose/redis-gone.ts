import { setTimeout as pause } from 'node:timers/promises';
import { lateness, quantile, type Done, type View } from './lateness.js';
import { watchMachine } from './machine.js';
import { memberName } from './read-page.js';
import { coldPageMs, placesOf, settle, slowestOfMany, tookMs, untilAllShow, type Place, type Play } from './stage.js';

const notWhole = 'pages not whole without Redis';
const late = 'pages late without Redis';
const stale = 'changes shown too late without Redis';
const notBack = 'changes not seen soon after it came back';
const kept = 'places where most pages waited without Redis';
const unused = 'places where Redis was not used again';
/** Looking up who asks, waiting for parts, and a little. */
const boundMs = 500 + 150 + 50;
/** Nobody hears of a change, so what was made is shown for a second; that Redis hangs is noticed within two more. */
const promisedMs = { quiet: 3_500, busy: 8_000 };
const backMs = 5_000;
/** After a few that waited for it, most do not wait: half of what the least patient of those who ask it would wait. */
const mostWaitMs = 50;

type Absence = 'cut off' | 'hung' | 'killed';

const ways: Record<Absence, { go: (play: Play) => Promise<void>; come: (play: Play) => Promise<void> }> = {
  'cut off': { go: ({ house }) => house.redis.shut(), come: ({ house }) => house.redis.open() },
  hung: { go: async ({ house }) => house.redis.freeze(), come: async ({ house }) => house.redis.thaw() },
  killed: { go: ({ house }) => house.redis.kill(), come: ({ house }) => house.redis.revive() },
};

/**
 * Redis goes away in every way there is and comes back: pages go on, and nothing old is shown for longer than is said.
 *
 * @param scale.awayMs four fifths of it are longer than a change may stay unseen, or whoever only waits for Redis to be
 *   back is not found out.
 */
export async function drillRedisGone(
  play: Play,
  { awayMs, absences }: { awayMs: number; absences: readonly Absence[] },
): Promise<void> {
  const { count, say } = play;
  count.promise(notWhole, late, stale, notBack, kept, unused);
  for (const absence of absences) {
    say(`Redis ${absence}`);
    // Where others take the processors, a page that waits for them is not to be told from one that waits for Redis.
    const first = await goOnce(play, absence, awayMs);
    const { waited } = first.waited.length > 0 && !first.isQuiet ? await goOnce(play, absence, awayMs) : first;
    for (const words of waited) count.break(kept, words);
  }
}

interface Gone {
  /** The places where most pages waited meanwhile. */
  waited: string[];
  isQuiet: boolean;
}

/** One absence. */
async function goOnce(play: Play, absence: Absence, awayMs: number): Promise<Gone> {
  const coldBeforeMs = await coldPageMs(play);
  await settle(play);
  const isQuietSoFar = watchMachine();
  const views: View[] = [];
  const over = new AbortController();
  const looking = placesOf(play).map((place) => keepLooking(play, place, views, over.signal, absence));
  const away = { beganAt: performance.now(), endedAt: Infinity };
  const made = await goAndCome(play, absence, awayMs, away);
  over.abort();
  await Promise.all(looking);
  const isQuiet = isQuietSoFar();
  judge(play, made, views, promisedMs[isQuiet ? 'quiet' : 'busy'], absence);
  // An empty Redis knows nobody.
  play.members = await play.house.signIn(play.members.length);
  await Promise.all(placesOf(play).map((place) => expectUse(play, place, absence)));
  play.count.try('absences of Redis');
  const coldMs = isQuiet ? 0 : Math.max(coldBeforeMs, await coldPageMs(play));
  judgeTimes(play, views, boundMs + slowestOfMany * coldMs, absence);
  return { waited: placesThatWaited(play, views, away, mostWaitMs + coldMs, absence), isQuiet };
}

interface Span {
  beganAt: number;
  endedAt: number;
}

async function goAndCome(play: Play, absence: Absence, awayMs: number, away: Span): Promise<Done[]> {
  const { house, count } = play;
  const made: Done[] = [];
  const edit = async (at: 0 | 1) => {
    const loaf = play.nextLoaf();
    await house.blogs[at].edit({ kind: 'loaf', number: loaf });
    made.push({ loaf, at: performance.now() });
    return loaf;
  };
  await ways[absence].go(play);
  await pause(awayMs * 0.1);
  await edit(0);
  await pause(awayMs * 0.8);
  // So late that whoever comes back may find in Redis what was there before.
  await edit(1);
  await pause(awayMs * 0.1);
  away.endedAt = performance.now();
  await ways[absence].come(play);
  if (!(await untilAllShow(play, made.at(-1)?.loaf ?? 0, backMs))) {
    count.break(notBack, `${absence}: what was changed meanwhile`);
  }
  await pause(2_500);
  const loaf = await edit(0);
  const began = performance.now();
  if (!(await untilAllShow(play, loaf, backMs))) count.break(notBack, `${absence}: what was changed afterwards`);
  const longest = 'ms until a change was seen after it came back';
  count.measure(longest, Math.max(count.tried[longest] ?? 0, performance.now() - began));
  await pause(300);
  return made;
}

async function keepLooking(
  { onlooker, count }: Play,
  place: Place,
  views: View[],
  over: AbortSignal,
  absence: Absence,
): Promise<void> {
  while (!over.aborted) {
    const seen = await onlooker.see(place);
    const { status, isWhole } = seen;
    views.push({ place: place.name, ...seen });
    const ms = tookMs(seen);
    count.try('views without Redis and after');
    if (status !== 200 || !isWhole) count.break(notWhole, `${absence}, ${place.name}: ${status}, whole ${isWhole}`);
    const longest = 'ms of the slowest page without Redis';
    count.measure(longest, Math.max(count.tried[longest] ?? 0, ms));
    await pause(15);
  }
}

function judge({ count }: Play, made: readonly Done[], views: readonly View[], mostMs: number, absence: Absence): void {
  for (const { name, there } of groups(views)) {
    for (const one of made) {
      const ms = lateness(one, there);
      const longest = `ms until a change was seen by all, Redis ${absence}`;
      count.measure(longest, Math.max(count.tried[longest] ?? 0, ms));
      if (ms > mostMs) count.break(stale, `${absence}, loaf ${one.loaf} in ${name}: ${Math.round(ms)} ms`);
    }
  }
}

function judgeTimes({ count }: Play, views: readonly View[], limitMs: number, absence: Absence): void {
  for (const view of views.filter((one) => tookMs(one) > limitMs)) {
    count.break(late, `${absence}, ${view.place}: ${Math.round(tookMs(view))} ms of ${Math.round(limitMs)}`);
  }
}

function placesThatWaited(
  { count }: Play,
  views: readonly View[],
  away: Span,
  mostMs: number,
  absence: Absence,
): string[] {
  return groups(views).flatMap(({ name, there }) => {
    const meanwhile = there.filter(({ beganAt, endedAt }) => beganAt >= away.beganAt && endedAt <= away.endedAt);
    const half = quantile(meanwhile.map(tookMs), 0.5);
    const longest = 'ms of half of the pages of a place without Redis';
    count.measure(longest, Math.max(count.tried[longest] ?? 0, half));
    if (meanwhile.length === 0 || half <= mostMs) return [];
    return [`${absence}, ${name}: half took ${Math.round(half)} ms of ${Math.round(mostMs)}`];
  });
}

/** Only who asks Redis knows a member, and only who hears of changes keeps whole pages. */
async function expectUse({ onlooker, count }: Play, place: Place, absence: Absence): Promise<void> {
  const until = performance.now() + backMs;
  while (performance.now() < until) {
    const { names, isKept } = await onlooker.see(place);
    if (place.cookie === undefined ? isKept : names.includes(memberName(0))) return;
    await pause(15);
  }
  count.break(unused, `${absence}: ${place.name} after ${backMs} ms`);
}

function groups(views: readonly View[]): { name: string; there: View[] }[] {
  const names = [...new Set(views.map(({ place }) => place))];
  return names.map((name) => ({ name, there: views.filter(({ place }) => place === name) }));
}
