import { setTimeout as pause } from 'node:timers/promises';
import { lateness, type Done, type View } from './lateness.js';
import { isMachineQuiet } from './machine.js';
import { placesOf, settle, untilAllShow, type Place, type Play } from './stage.js';

const notWhole = 'pages not whole without Redis';
const late = 'pages late without Redis';
const stale = 'changes shown too late without Redis';
const notBack = 'changes not seen soon after it came back';
/** Looking up who asks, waiting for parts, and a little; where others use the machine, it says no more than "at all". */
const boundMs = { quiet: 500 + 150 + 50, busy: 3_000 };
/** Nobody hears of a change, so what was made is shown for a second; that Redis hangs is noticed within two more. */
const promisedMs = { quiet: 3_500, busy: 8_000 };
const backMs = 5_000;

type Absence = 'cut off' | 'hung' | 'killed';

const ways: Record<Absence, { go: (play: Play) => Promise<void>; come: (play: Play) => Promise<void> }> = {
  'cut off': { go: ({ house }) => house.redis.shut(), come: ({ house }) => house.redis.open() },
  hung: { go: async ({ house }) => house.redis.freeze(), come: async ({ house }) => house.redis.thaw() },
  killed: { go: ({ house }) => house.redis.kill(), come: ({ house }) => house.redis.revive() },
};

/** Redis goes away in every way there is and comes back: pages go on, and nothing old is shown for longer than is said. */
export async function drillRedisGone(
  play: Play,
  { awayMs, absences }: { awayMs: number; absences: readonly Absence[] },
): Promise<void> {
  const { count, say } = play;
  count.promise(notWhole, late, stale, notBack);
  for (const absence of absences) {
    say(`Redis ${absence}`);
    await settle(play);
    const isQuiet = await isMachineQuiet();
    const views: View[] = [];
    const over = new AbortController();
    const limitMs = boundMs[isQuiet ? 'quiet' : 'busy'];
    const looking = placesOf(play).map((place) => keepLooking(play, place, views, over.signal, limitMs, absence));
    const made = await goAndCome(play, absence, awayMs);
    over.abort();
    await Promise.all(looking);
    judge(play, made, views, promisedMs[isQuiet ? 'quiet' : 'busy'], absence);
    // An empty Redis knows nobody.
    play.members = await play.house.signIn(play.members.length);
    count.try('absences of Redis');
  }
}

async function goAndCome(play: Play, absence: Absence, awayMs: number): Promise<Done[]> {
  const { house, count } = play;
  const made: Done[] = [];
  const edit = async (at: 0 | 1) => {
    const loaf = play.nextLoaf();
    await house.blogs[at].edit({ kind: 'loaf', number: loaf });
    made.push({ loaf, at: performance.now() });
    return loaf;
  };
  await ways[absence].go(play);
  await pause(awayMs * 0.2);
  await edit(0);
  await pause(awayMs * 0.7);
  // So late that whoever comes back may find in Redis what was there before.
  await edit(1);
  await pause(awayMs * 0.1);
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
  limitMs: number,
  absence: Absence,
): Promise<void> {
  while (!over.aborted) {
    const { status, isWhole, loaf, beganAt, endedAt } = await onlooker.see(place);
    views.push({ place: place.name, loaf, beganAt, endedAt });
    const tookMs = endedAt - beganAt;
    count.try('views without Redis and after');
    if (status !== 200 || !isWhole) count.break(notWhole, `${absence}, ${place.name}: ${status}, whole ${isWhole}`);
    if (tookMs > limitMs) count.break(late, `${absence}, ${place.name}: ${Math.round(tookMs)} ms`);
    const longest = 'ms of the slowest page without Redis';
    count.measure(longest, Math.max(count.tried[longest] ?? 0, tookMs));
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

function groups(views: readonly View[]): { name: string; there: View[] }[] {
  const names = [...new Set(views.map(({ place }) => place))];
  return names.map((name) => ({ name, there: views.filter(({ place }) => place === name) }));
}
