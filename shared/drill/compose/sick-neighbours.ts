import { setTimeout as pause } from 'node:timers/promises';
import { watchMachine } from './machine.js';
import { ailments, failures } from './neighbour-door.js';
import { keptParts } from './kept-parts.js';
import type { Seen } from './onlooker.js';
import { coldPageMs, placesOf, settle, slowestOfMany, tookMs, untilAllShow, type Place, type Play } from './stage.js';

const notWhole = 'pages not whole beside a sick neighbour';
const late = 'pages late beside a sick neighbour';
const notBack = 'fragments not back after it healed';
const kept = 'failures kept as success';
const notLeftAlone = 'sick neighbours not left alone';
const heldBack = 'healthy neighbours held back by a sick one';
const killed = 'killed';
/** One element from its beginning to its end that says which fragment it is. */
const wholePart = /^<([a-z][a-z0-9-]*)\b[^>]*\bdata-fragment="[a-z]+\/[a-z-]+"[^>]*>[^]*<\/\1>$/;
const graceMs = 50;
const healMs = 15_000;
/** So many looks open the breakers of both processes, where whoever is asked fails at once. */
const openingLooks = 6;
/** Of two processes, as often as their breakers let one try while the rest of the looks last. */
const mostProbes = 8;

interface Look {
  what: string;
  ms: number;
}

/**
 * The market ails in every way there is: pages stand without it, in time, and it is back by itself.
 *
 * @param scale.views three times as many as open a breaker, or one that never opens is not found out.
 */
export async function drillSickNeighbours(play: Play, { views, ways }: { views: number; ways: number }): Promise<void> {
  const { count, say, house } = play;
  count.promise(notWhole, late, notBack, kept, notLeftAlone, heldBack);
  const { deadlineMs } = house.config.composition;
  for (const ailment of [killed, ...Object.keys(ailments)].slice(0, ways)) {
    say(`a neighbour ${ailment}`);
    await settle(play);
    const coldBeforeMs = await coldPageMs(play);
    const isQuiet = watchMachine();
    await fallIll(play, ailment);
    const loaf = play.nextLoaf();
    // Nobody has it any more, and nobody can be asked.
    await house.blogs[0].edit({ kind: 'loaf', number: loaf });
    await pause(150);
    const { missed, looks } = await lookOften(play, views, ailment);
    const wasQuiet = isQuiet();
    await recover(play, ailment, loaf);
    const coldMs = wasQuiet ? 0 : Math.max(coldBeforeMs, await coldPageMs(play));
    judgeTimes(play, looks, deadlineMs + graceMs + slowestOfMany * coldMs);
    // Where a page takes as long with everybody well, healthy neighbours are late by themselves.
    if (coldMs < deadlineMs) judgeNeighbours(play, missed, ailment);
    count.try('ailments of a neighbour');
  }
}

/**
 * Each time something of a healthy neighbour is new, so that both are asked for at once.
 *
 * @returns every look, and how often the healthy one was missed until the breakers opened: from then on nobody waits for
 *   the sick one.
 */
async function lookOften(play: Play, views: number, ailment: string): Promise<{ missed: number; looks: Look[] }> {
  const { house } = play;
  const looks: Look[] = [];
  let askedBefore = 0;
  let missed = 0;
  for (let at = 0; at < views; at += 1) {
    if (at === openingLooks) askedBefore = house.marketDoor.asked;
    await house.blogs[0].edit({ kind: 'fair', number: play.nextLoaf() });
    const seen = await Promise.all(placesOf(play).map((place) => look(play, place, ailment)));
    looks.push(...seen.map((one) => ({ what: one.what, ms: tookMs(one) })));
    if (at < openingLooks) missed += seen.filter(({ isCalendarThere }) => !isCalendarThere).length;
  }
  if (ailment === killed || ailment in failures) judgeAsks(play, house.marketDoor.asked - askedBefore, ailment);
  return { missed, looks };
}

function judgeTimes({ count }: Play, looks: readonly Look[], boundMs: number): void {
  for (const { what, ms } of looks) {
    if (ms > boundMs) count.break(late, `${what}: ${Math.round(ms)} ms of ${Math.round(boundMs)}`);
  }
}

function judgeNeighbours(play: Play, missed: number, ailment: string): void {
  const { count } = play;
  const all = openingLooks * placesOf(play).length;
  const most = 'first looks at an ailment that a healthy neighbour missed';
  count.measure(most, Math.max(count.tried[most] ?? 0, missed));
  // Where the other process has the lease of the sick one's, the healthy one's is asked for apart from it.
  if (missed > all / 3) count.break(heldBack, `${ailment}: ${missed} of ${all} looks without the calendar`);
}

function judgeAsks({ count }: Play, asked: number, ailment: string): void {
  const most = 'asks of a sick neighbour that is left alone';
  count.measure(most, Math.max(count.tried[most] ?? 0, asked));
  if (asked > mostProbes) count.break(notLeftAlone, `${ailment}: asked ${asked} times in the last looks`);
}

async function fallIll({ house }: Play, ailment: string): Promise<void> {
  if (ailment === killed) await house.market.kill();
  else house.marketDoor.ailment = ailments[ailment] ?? null;
}

async function look({ onlooker, count }: Play, place: Place, ailment: string): Promise<Seen & { what: string }> {
  const seen = await onlooker.see(place);
  const what = `${ailment}, ${place.name}`;
  count.try('views beside a sick neighbour');
  if (seen.status !== 200 || !seen.isWhole || !seen.isShelfAway) {
    count.break(notWhole, `${what}: ${seen.status}, whole ${seen.isWhole}, fallback ${seen.isShelfAway}`);
  }
  const longest = 'ms of the slowest page beside a sick neighbour';
  count.measure(longest, Math.max(count.tried[longest] ?? 0, tookMs(seen)));
  if (seen.isKept) count.break(kept, `${what}: the page with the fallback came out of memory`);
  return { ...seen, what };
}

async function recover(play: Play, ailment: string, loaf: number): Promise<void> {
  const { house, count } = play;
  for (const { key, html } of await keptParts(house)) {
    const part = html.trim();
    const isGood = wholePart.test(part) && !part.includes('data-fragment-state');
    if (!isGood) count.break(kept, `${ailment}: ${key} holds ${part.slice(0, 60)}`);
  }
  if (ailment === killed) await house.restartMarket();
  house.marketDoor.ailment = null;
  const began = performance.now();
  if (!(await untilAllShow(play, loaf, healMs))) count.break(notBack, `${ailment}: not within ${healMs} ms`);
  const longest = 'ms until the slowest was back';
  count.measure(longest, Math.max(count.tried[longest] ?? 0, performance.now() - began));
}
