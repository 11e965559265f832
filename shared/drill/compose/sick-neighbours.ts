import { setTimeout as pause } from 'node:timers/promises';
import { isMachineQuiet } from './machine.js';
import { ailments } from './neighbour-door.js';
import { keptParts } from './kept-parts.js';
import { coldPageMs, placesOf, settle, tookMs, untilAllShow, type Place, type Play } from './stage.js';

const notWhole = 'pages not whole beside a sick neighbour';
const late = 'pages late beside a sick neighbour';
const notBack = 'fragments not back after it healed';
const kept = 'failures kept as success';
const killed = 'killed';
const graceMs = 50;
const healMs = 15_000;

/**
 * The market ails in every way there is: pages stand without it, in time, and it is back by itself.
 *
 * @param scale.views six or more, or nobody's breaker opens and its way back is not tried.
 */
export async function drillSickNeighbours(play: Play, { views, ways }: { views: number; ways: number }): Promise<void> {
  const { count, say, house } = play;
  count.promise(notWhole, late, notBack, kept);
  const { deadlineMs } = house.config.composition;
  for (const ailment of [killed, ...Object.keys(ailments)].slice(0, ways)) {
    say(`a neighbour ${ailment}`);
    await settle(play);
    const isQuiet = await isMachineQuiet();
    const healthyMs = isQuiet ? 0 : await coldPageMs(play);
    const boundMs = deadlineMs + graceMs + healthyMs;
    await fallIll(play, ailment);
    const loaf = play.nextLoaf();
    // Nobody has it any more, and nobody can be asked.
    await house.blogs[0].edit({ kind: 'loaf', number: loaf });
    await pause(150);
    for (let at = 0; at < views; at += 1) {
      await Promise.all(placesOf(play).map((place) => look(play, place, boundMs, ailment)));
    }
    await recover(play, ailment, loaf);
    count.try('ailments of a neighbour');
  }
}

async function fallIll({ house }: Play, ailment: string): Promise<void> {
  if (ailment === killed) await house.market.kill();
  else house.marketDoor.ailment = ailments[ailment] ?? null;
}

async function look({ onlooker, count }: Play, place: Place, boundMs: number, ailment: string): Promise<void> {
  const seen = await onlooker.see(place);
  const what = `${ailment}, ${place.name}`;
  count.try('views beside a sick neighbour');
  if (seen.status !== 200 || !seen.isWhole || !seen.isShelfAway) {
    count.break(notWhole, `${what}: ${seen.status}, whole ${seen.isWhole}, fallback ${seen.isShelfAway}`);
  }
  const longest = 'ms of the slowest page beside a sick neighbour';
  count.measure(longest, Math.max(count.tried[longest] ?? 0, tookMs(seen)));
  if (tookMs(seen) > boundMs) count.break(late, `${what}: ${Math.round(tookMs(seen))} ms of ${Math.round(boundMs)}`);
  if (seen.isKept) count.break(kept, `${what}: the page with the fallback came out of memory`);
}

async function recover(play: Play, ailment: string, loaf: number): Promise<void> {
  const { house, count } = play;
  for (const { key, html } of await keptParts(house)) {
    const part = html.trim();
    const isGood = part.startsWith('<') && part.endsWith('>') && !part.includes('data-fragment-state');
    if (!isGood) count.break(kept, `${ailment}: ${key} holds ${part.slice(0, 60)}`);
  }
  if (ailment === killed) await house.restartMarket();
  house.marketDoor.ailment = null;
  const began = performance.now();
  if (!(await untilAllShow(play, loaf, healMs))) count.break(notBack, `${ailment}: not within ${healMs} ms`);
  const longest = 'ms until the slowest was back';
  count.measure(longest, Math.max(count.tried[longest] ?? 0, performance.now() - began));
}
