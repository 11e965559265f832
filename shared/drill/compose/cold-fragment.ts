import { setTimeout as pause } from 'node:timers/promises';
import { watchMachine } from './machine.js';
import { placesOf, settle, type Play } from './stage.js';

const promises = ['renders too many of a cold fragment', 'renders missing of a cold fragment', 'views of it not right'];
const hearMs = 150;
/** Where others use the machine, Redis may seem to be away for a tenth of a second, and each process asks for itself. */
const triesOnBusyMachine = 4;

/** Many views at once of a fragment that nobody has, over two processes: one render, in every round. */
export async function drillColdFragment(play: Play, { rounds, views }: { rounds: number; views: number }) {
  const { count, say } = play;
  count.promise(...promises);
  await settle(play);
  for (let round = 1; round <= rounds; round += 1) {
    say(`a cold fragment, ${round} of ${rounds}`);
    const renders = await fewestRenders(play, round, views);
    count.try('rounds of them');
    if (renders > 1) count.break('renders too many of a cold fragment', `${renders} in round ${round}`);
    if (renders < 1) count.break('renders missing of a cold fragment', `none in round ${round}`);
  }
}

/** Tries again where others used the machine meanwhile. */
async function fewestRenders(play: Play, round: number, views: number): Promise<number> {
  for (let at = 1; ; at += 1) {
    const isQuiet = watchMachine();
    const renders = await viewAtOnce(play, round, views);
    if (renders <= 1 || at === triesOnBusyMachine || isQuiet()) return renders;
  }
}

/** How often the owner was asked. */
async function viewAtOnce(play: Play, round: number, views: number): Promise<number> {
  const { house, onlooker, chance, count } = play;
  const loaf = play.nextLoaf();
  await house.blogs[round % 2 === 0 ? 0 : 1].edit({ kind: 'loaf', number: loaf });
  // Until both have heard: before, what was shown was not cold but not yet known to be old.
  await pause(hearMs);
  const answerMs = 20 + chance.below(60);
  house.marketDoor.delayMs = () => answerMs;
  const before = house.marketDoor.asked;
  const places = placesOf(play);
  const each = Array.from({ length: Math.ceil(views / places.length) }, () => places).flat();
  const seen = await Promise.all(each.slice(0, views).map((place) => onlooker.see(place)));
  house.marketDoor.delayMs = () => 0;
  // Whoever was put off shows the fallback; that is for another act to judge.
  await pause(200);
  count.try('views of a cold fragment', views);
  for (const { status, isWhole, loaf: shown } of seen) {
    const isRight = status === 200 && isWhole && (shown === null || shown === loaf);
    if (!isRight) count.break('views of it not right', `${status}, whole ${isWhole}, loaf ${shown} for ${loaf}`);
  }
  return house.marketDoor.asked - before;
}
