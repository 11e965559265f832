import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { termsVersion } from '../../../contracts/terms.js';
import { operator } from '../../../contracts/viewer.js';
import { registryUnderTest, type RegistryUnderTest } from '../../../testing/registry-under-test.js';
import {
  askAs,
  lowCeilings,
  newestMailed,
  plainHash,
  waitingMails,
  wrongCode,
} from '../../../testing/sign-in-mails.js';

let under: RegistryUnderTest;
let memberId: string;
let interactions: number;

const browserHash = 'b'.repeat(64);

beforeAll(async () => {
  under = await registryUnderTest();
});

beforeEach(async () => {
  await under.rows('truncate members, sign_in_mails, mails, ap_activities cascade');
  under.clock.at('2026-11-25T12:00:00Z');
  interactions = 0;
  const joined = await under.services.federation.registerMember(operator, {
    ...{ handle: 'fern', email: 'fern@example.org', name: 'Fern Hollis', agreedTo: termsVersion },
  });
  memberId = joined.kind === 'joined' ? joined.member.id : '';
});

afterAll(() => under.close());

const stranger = (household: string) => ({ browserHash: null, household });
const known = { browserHash, household: 'on the train' };

/** One more ask, in an interaction of its own. */
const ask = (asker: { browserHash: string | null; household: string }, email = 'fern@example.org') =>
  askAs(under, { asker, email, interaction: String(++interactions) });

/** Asks until it must wait, and says how often it needed not. */
async function askUntilPaused(asker: { browserHash: string | null; household: string }): Promise<number> {
  for (let asked = 0; asked < 50; asked += 1) if ((await ask(asker)).kind === 'paused') return asked;
  throw new Error('there is no end of it');
}

const confirm = (code: string) =>
  under.services.federation.confirmCode({
    interaction: String(interactions),
    code,
    hashCode: plainHash,
    ceilings: lowCeilings,
  });

test('a stranger is sent so many mails an hour, and told when there may be more', async () => {
  expect(await askUntilPaused(stranger('far'))).toBe(2);
  expect(await ask(stranger('far'))).toEqual({ kind: 'paused', until: new Date('2026-11-25T13:00:00Z') });
  under.clock.at('2026-11-25T13:00:00Z');
  expect(await askUntilPaused(stranger('far'))).toBe(2);
  under.clock.at('2026-11-25T14:00:00Z');
  expect(await ask(stranger('far'))).toEqual({ kind: 'paused', until: new Date('2026-11-26T12:00:00Z') });
  expect(await waitingMails(under)).toHaveLength(4);
});

test('many strangers together cannot fill a mailbox, under whatever tag', async () => {
  let asked = 0;
  for (let i = 0; i < 10; i += 1) {
    if ((await ask(stranger(`house ${i}`), `fern+${i}@example.org`)).kind === 'asked') asked += 1;
  }
  expect(asked).toBe(4);
});

test('strangers at once are counted one after the other', async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => ask(stranger(`house ${i}`))));
  expect(answers.filter(({ kind }) => kind === 'asked')).toHaveLength(4);
});

test('one household cannot have mails sent to everybody', async () => {
  const answers = [];
  for (let i = 0; i < 8; i += 1) answers.push((await ask(stranger('far'), `${i}@example.org`)).kind);
  expect(answers.filter((kind) => kind === 'asked')).toHaveLength(6);
  expect((await ask(stranger('elsewhere'), '9@example.org')).kind).toBe('asked');
});

test('whatever strangers do, the member signs in from a browser that is known', async () => {
  await under.services.federation.rememberBrowser(memberId, { browserHash, household: 'home' });
  for (let i = 0; i < 6; i += 1) await ask(stranger(`house ${i}`));
  expect((await ask(stranger('another'))).kind).toBe('paused');
  expect((await ask(known)).kind).toBe('asked');
  expect(await confirm((await newestMailed(under)).code)).toEqual({ kind: 'member', memberId });
});

test('and from a new browser at home, though strangers have used up their share', async () => {
  await under.services.federation.rememberBrowser(memberId, { browserHash, household: 'home' });
  for (let i = 0; i < 6; i += 1) await ask(stranger(`house ${i}`));
  expect((await ask({ browserHash: 'c'.repeat(64), household: 'home' })).kind).toBe('asked');
  expect(await confirm((await newestMailed(under)).code)).toEqual({ kind: 'member', memberId });
});

test('what a known browser uses up is its own', async () => {
  await under.services.federation.rememberBrowser(memberId, { browserHash, household: 'home' });
  expect(await askUntilPaused(known)).toBe(2);
  expect(await askUntilPaused(stranger('far'))).toBe(2);
});

test('a browser is known for half a year, to its member and nobody else', async () => {
  await under.services.federation.rememberBrowser(memberId, { browserHash, household: 'home' });
  const lanes = async () =>
    (await under.rows<{ lane: string }>('select lane from sign_in_mails order by asked_at, id')).map(
      ({ lane }) => lane,
    );
  await ask(known);
  await ask(known, 'moth@example.org');
  under.clock.at('2027-05-24T12:00:01Z');
  await ask(known);
  // The mails of more than a month ago are forgotten by the way.
  expect(await lanes()).toEqual(['stranger']);
  await under.services.federation.rememberBrowser(memberId, { browserHash, household: 'home' });
  await ask(known);
  expect((await lanes()).at(-1)).toBe(`browser:${browserHash}`);
});

test('ten wrong codes of one household turn codes off for that household, and for nobody else', async () => {
  for (let i = 0; i < 2; i += 1) {
    await ask(stranger('rude'));
    const { code } = await newestMailed(under);
    for (let times = 0; times < 5; times += 1) await confirm(wrongCode(code));
  }
  under.clock.at('2026-11-25T14:00:00Z');
  await ask(stranger('rude'));
  expect((await newestMailed(under)).code).toBe('');
  await ask(stranger('new telephone'));
  expect(await confirm((await newestMailed(under)).code)).toEqual({ kind: 'member', memberId });
});

test('of tries at once no more are counted than the household has left', async () => {
  await ask(stranger('rude'));
  const { code } = await newestMailed(under);
  for (let times = 0; times < 5; times += 1) await confirm(wrongCode(code));
  under.clock.at('2026-11-25T12:01:00Z');
  await ask(stranger('rude'));
  const second = (await newestMailed(under)).code;
  await Promise.all(Array.from({ length: 12 }, () => confirm(wrongCode(second))));
  expect(await confirm(second)).toMatchObject({ kind: 'over' });
  const [row] = await under.rows<{ sum: number }>('select sum(wrong_codes)::integer as sum from sign_in_mails');
  expect(row?.sum).toBe(10);
});

test('thirty wrong codes of strangers in a month turn codes off for strangers, and for nobody else', async () => {
  await under.services.federation.rememberBrowser(memberId, { browserHash, household: 'home' });
  const guesses = async (hour: number) => {
    under.clock.at(new Date(Date.UTC(2026, 10, 25, 12 + hour)).toISOString());
    await ask(stranger(`house ${hour}`));
    const { code } = await newestMailed(under);
    for (let i = 0; i < 5; i += 1) await confirm(wrongCode(code));
  };
  for (let hour = 0; hour < 6; hour += 1) await guesses(hour);
  under.clock.at('2026-11-26T13:00:00Z');
  await ask(stranger('new telephone'));
  const { code, token } = await newestMailed(under);
  expect(code).toBe('');
  expect(await confirm('123456')).toEqual({ kind: 'over', why: 'link-only' });
  const interaction = String(interactions);
  expect(await under.services.federation.confirmLink({ interaction, token })).toEqual({ kind: 'member', memberId });
  await ask(known);
  expect(await confirm((await newestMailed(under)).code)).toEqual({ kind: 'member', memberId });
});
