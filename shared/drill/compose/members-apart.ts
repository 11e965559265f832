import { appNames, type AppName } from '../../contracts/apps.js';
import type { Chance } from '../../dev/runner/chance.js';
import type { SignedIn } from '../../testing/people.js';
import type { HouseholdProcess } from './household-process.js';
import type { Seen } from './onlooker.js';
import { memberName } from './read-page.js';
import type { Play } from './stage.js';

const foreign = 'bodies that show what is another’s';
const told = 'strangers’ bodies that show anybody';
const notRight = 'pages of members not right';
const basketLate = 'baskets not as they were left';
const bellMs = 180;

/** How full each basket is says whose it is: the member's place among all, and some number of full rounds. */
const mostMembers = 50;
const most = 19;

interface Home {
  process: HouseholdProcess;
  app: AppName;
}

interface Someone extends SignedIn {
  at: number;
  things: number;
}

/** Many members at once, each with pages of their own and a basket that changes: nobody sees what is another's. */
export async function drillMembersApart(play: Play, scale: { members: number; pages: number }): Promise<void> {
  const { house, count, say } = play;
  count.promise(foreign, told, notRight, basketLate);
  const members = await house.signIn(Math.min(scale.members, mostMembers));
  const everybody: Someone[] = members.map((member, at) => ({ ...member, at, things: 0 }));
  const ids = members.map(({ member }) => member.id);
  const homes: Home[] = [
    ...house.blogs.flatMap((process) => [
      { process, app: 'blog' as const },
      { process, app: 'blog' as const },
    ]),
    { process: house.market, app: 'market' },
    // The federation's own page shows everybody who joined last, and means to.
    ...appNames
      .filter((app) => !['blog', 'market', 'federation'].includes(app))
      .map((app) => ({ process: house.others, app })),
  ];
  const over = new AbortController();
  const strangers = Array.from({ length: 4 }, () => beStranger(play, homes, ids, over.signal));
  let done = 0;
  await Promise.all(
    everybody.map(async (one) => {
      for (let page = 0; page < scale.pages; page += 1) {
        await lookRound(play, homes, one, ids);
        done += 1;
        if (done % 100 === 0) say(`${done.toLocaleString('en-GB')} pages of members`);
      }
    }),
  );
  over.abort();
  await Promise.all(strangers);
}

async function lookRound(play: Play, homes: readonly Home[], one: Someone, ids: readonly string[]): Promise<void> {
  const { chance, count, onlooker } = play;
  const home = drawHome(homes, chance);
  const tookMs = chance.below(10) === 0 ? await changeBasket(play, home.process, one) : null;
  const seen = await onlooker.see({ ...home, cookie: one.headers.cookie });
  const where = `${memberName(one.at)} in ${home.process.name}, ${home.app}`;
  count.try('pages of members');
  if (seen.status !== 200 || !seen.isWhole) count.break(notRight, `${where}: ${seen.status}, whole ${seen.isWhole}`);
  for (const what of foreignIn(seen, one, ids)) count.break(foreign, `${where}: ${what}`);
  const isLate = tookMs !== null && tookMs < bellMs && seen.things !== null && seen.things !== one.things;
  if (isLate) count.break(basketLate, `${where}: ${seen.things} for ${one.things}`);
  if (!seen.names.includes(memberName(one.at))) count.try('of them without a name');
}

function drawHome(homes: readonly Home[], chance: Chance): Home {
  const home = homes[chance.below(homes.length)];
  if (home === undefined) throw new Error('there are no homes');
  return home;
}

async function changeBasket({ chance, count, house }: Play, process: HouseholdProcess, one: Someone): Promise<number> {
  one.things = mostMembers * (1 + chance.below(most - 1)) + one.at;
  const [productId = ''] = house.productIds;
  count.try('baskets changed meanwhile');
  return process.edit({ kind: 'basket', memberId: one.member.id, productId, quantity: one.things });
}

function foreignIn({ names, things, text }: Seen, one: Someone, ids: readonly string[]): string[] {
  return [
    ...names.filter((name) => name !== memberName(one.at)).map((name) => `the name ${name}`),
    ...(things !== null && things % mostMembers !== one.at ? [`a basket of ${things}`] : []),
    ...ids.filter((id) => id !== one.member.id && text.includes(id)).map((id) => `the id ${id}`),
  ];
}

async function beStranger(
  play: Play,
  homes: readonly Home[],
  ids: readonly string[],
  over: AbortSignal,
): Promise<void> {
  const { chance, count, onlooker } = play;
  while (!over.aborted) {
    const home = drawHome(homes, chance);
    const { names, things, text, status } = await onlooker.see(home);
    count.try('pages of strangers meanwhile');
    const found = [
      ...names,
      ...(things === null ? [] : [`a basket of ${things}`]),
      ...ids.filter((id) => text.includes(id)),
    ];
    if (status !== 200 || found.length > 0) count.break(told, `${home.app}: ${status}, ${found.join(', ')}`);
  }
}
