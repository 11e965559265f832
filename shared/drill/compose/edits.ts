import { setTimeout as pause } from 'node:timers/promises';
import { lateness, quantile, type Done, type View } from './lateness.js';
import { watchMachine } from './machine.js';
import { placesOf, settle, untilAllShow, type Place, type Play } from './stage.js';

const invisible = 'edits invisible afterwards';
const notAtOnce = 'edits not seen at once where they were made';
const late = 'edits late elsewhere';
const longestMs = 5_000;
const quietP99Ms = 250;
/** A unit waits that long for its bell, and then no longer. */
const bellMs = 180;
const lookersPerPlace = 2;
/** After so many edits, one is waited for. */
const restEvery = 5;

/** Edits in both processes while fills are under way: every one is seen, where it was made at once. */
export async function drillEdits(play: Play, { edits }: { edits: number }): Promise<void> {
  const { house, chance, count } = play;
  count.promise(invisible, notAtOnce, late);
  await settle(play);
  const isQuiet = watchMachine();
  house.marketDoor.delayMs = () => (chance.next() < 0.5 ? chance.below(80) : 0);
  const over = new AbortController();
  const views: View[] = [];
  const looking = placesOf(play).flatMap((place) =>
    Array.from({ length: lookersPerPlace }, () => keepLooking(play, place, views, over.signal)),
  );
  const made = await makeEdits(play, edits, views);
  const last = made.at(-1)?.loaf ?? 0;
  if (!(await untilAllShow(play, last, longestMs))) count.break(invisible, `loaf ${last} after ${longestMs} ms`);
  await pause(300);
  over.abort();
  await Promise.all(looking);
  house.marketDoor.delayMs = () => 0;
  judge(play, made, views, isQuiet());
}

interface Made extends Done {
  by: string;
}

async function makeEdits(play: Play, edits: number, views: View[]): Promise<Made[]> {
  const { house, chance, count, say, onlooker } = play;
  const made: Made[] = [];
  for (let at = 1; at <= edits; at += 1) {
    say(`edit ${at} of ${edits}`);
    await pause(chance.below(80));
    const loaf = play.nextLoaf();
    const process = house.blogs[chance.below(2) === 0 ? 0 : 1];
    const tookMs = await process.edit({ kind: 'loaf', number: loaf });
    made.push({ loaf, at: performance.now(), by: process.name });
    count.try('edits');
    // As somebody who is sent on to the page after saving.
    for (const place of placesOf(play).filter((one) => one.process === process)) {
      const seen = await onlooker.see(place);
      views.push({ place: place.name, ...seen });
      const isOld = seen.loaf !== null && seen.loaf < loaf;
      if (isOld && tookMs < bellMs) count.break(notAtOnce, `loaf ${seen.loaf} for ${loaf} in ${place.name}`);
    }
    // Another edit would end what is kept of an older state; now and then there is none, and it must be seen all the same.
    if (at % restEvery === 0 && !(await untilAllShow(play, loaf, longestMs))) {
      count.break(invisible, `loaf ${loaf} after ${longestMs} ms of rest`);
    }
  }
  return made;
}

async function keepLooking({ onlooker }: Play, place: Place, views: View[], over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    const { loaf, beganAt, endedAt } = await onlooker.see(place);
    views.push({ place: place.name, loaf, beganAt, endedAt });
    // A steady trickle: what is measured is how soon a change is seen, not how much the machine can do.
    await pause(8);
  }
}

function judge({ count }: Play, made: readonly Made[], views: readonly View[], isQuiet: boolean): void {
  const elsewhere: number[] = [];
  for (const place of new Set(views.map((view) => view.place))) {
    const there = views.filter((view) => view.place === place);
    for (const one of made) {
      const ms = lateness(one, there);
      if (ms > longestMs) count.break(invisible, `loaf ${one.loaf} in ${place}: ${ms} ms`);
      if (!place.startsWith(one.by)) elsewhere.push(ms);
    }
  }
  const p99 = quantile(elsewhere, 0.99);
  count.try('views meanwhile', views.length);
  count.try('of them without the shelf', views.filter(({ loaf }) => loaf === null).length);
  count.measure('ms until seen elsewhere (p50)', quantile(elsewhere, 0.5));
  count.measure('ms until seen elsewhere (p99)', p99);
  count.measure(isQuiet ? 'quiet machine for it' : 'busy machine for it', 1);
  if (isQuiet && p99 > quietP99Ms) count.break(late, `p99 is ${Math.round(p99)} ms on a quiet machine`);
}
