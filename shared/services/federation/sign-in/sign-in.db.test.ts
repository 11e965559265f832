import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { termsVersion } from '../../../contracts/terms.js';
import { operator } from '../../../contracts/viewer.js';
import { recordedActivities } from '../../../testing/recorded-activities.js';
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

beforeAll(async () => {
  under = await registryUnderTest();
});

beforeEach(async () => {
  await under.rows('truncate members, sign_in_mails, mails, ap_activities cascade');
  under.clock.at('2026-11-25T12:00:00Z');
});

afterAll(() => under.close());

const federation = () => under.services.federation;
const confirm = (code: string, interaction = 'one') =>
  federation().confirmCode({ interaction, code, hashCode: plainHash, ceilings: lowCeilings });
const kindsOf = (answers: readonly { kind: string }[]) => answers.map(({ kind }) => kind).sort();

async function memberFern(): Promise<string> {
  const joined = await federation().registerMember(operator, {
    ...{ handle: 'fern', email: 'fern@example.org', name: 'Fern Hollis', agreedTo: termsVersion },
  });
  return joined.kind === 'joined' ? joined.member.id : '';
}

async function proved(email: string, interaction: string): Promise<void> {
  await askAs(under, { email, interaction, asker: { browserHash: null, household: interaction } });
  expect(await confirm((await newestMailed(under)).code, interaction)).toEqual({ kind: 'newcomer' });
}

const terms = { agreedTo: termsVersion };

test('a member and somebody unknown are told and sent the same', async () => {
  await memberFern();
  expect(await askAs(under, { email: ' Fern@Example.org ' })).toEqual({ kind: 'asked' });
  expect(await askAs(under, { email: 'nobody@example.org', interaction: 'two' })).toEqual({ kind: 'asked' });
  const like = {
    ...{ code: expect.stringMatching(/^\d{6}$/), token: expect.stringMatching(/^[\w-]{32}$/) },
    ...{ site: 'Blog', browser: 'Firefox on Linux', until: '2026-11-25T12:10:00.000Z' },
  };
  expect(await waitingMails(under)).toEqual([
    { recipient: 'fern@example.org', data: like },
    { recipient: 'nobody@example.org', data: like },
  ]);
});

test('to ask for a member takes the same statements as to ask for nobody', async () => {
  await memberFern();
  const shapes: string[][] = [];
  for (const [email, interaction] of [
    ['fern@example.org', 'a'],
    ['nobody@example.org', 'b'],
  ] as const) {
    shapes.push(await under.statementsOf(() => askAs(under, { email, interaction })));
  }
  expect(shapes[0]).toEqual(shapes[1]);
  expect(shapes[0]?.length).toBeGreaterThan(4);
});

test.each(['fern', 'fern@', '', 'a@b.c, d@e.f', 'fern@example.org\nbcc: x@y.z', `${'f'.repeat(250)}@example.org`])(
  'what is no address is refused with a sentence: %j',
  async (email) => {
    expect(await askAs(under, { email })).toMatchObject({ kind: 'refused', problems: [{ field: 'email' }] });
    expect(await waitingMails(under)).toEqual([]);
  },
);

test('neither code nor token stand in the table', async () => {
  await askAs(under);
  const { code, token } = await newestMailed(under);
  const kept = JSON.stringify(await under.rows('select * from sign_in_mails'));
  expect(kept).not.toContain(token);
  expect(kept).not.toMatch(new RegExp(`"${code}"`));
});

test('the right code lets the member in once, however it is spaced', async () => {
  const memberId = await memberFern();
  await askAs(under);
  const { code } = await newestMailed(under);
  expect(await confirm(` ${code.slice(0, 3)} ${code.slice(3)} `)).toEqual({ kind: 'member', memberId });
  expect(await confirm(code)).toEqual({ kind: 'over', why: 'used' });
});

test('what is proved and what fails is on record where it concerns a member, and for nobody else', async () => {
  const memberId = await memberFern();
  const recorded = () =>
    under.rows(
      `select kind, details from audit_events where member_id = $1 and kind not in ('member.joined', 'terms.agreed') order by id`,
      [memberId],
    );
  await askAs(under);
  const { code } = await newestMailed(under);
  await confirm(wrongCode(code));
  await confirm(code);
  expect(await recorded()).toEqual([
    { kind: 'sign-in.failed', details: { why: 'wrong-code' } },
    { kind: 'address.proved', details: { by: 'code' } },
  ]);
  const [before] = await under.rows<{ count: number }>('select count(*)::integer as count from audit_events');
  await askAs(under, { email: 'nobody@example.org', interaction: 'two' });
  await confirm(wrongCode((await newestMailed(under)).code), 'two');
  expect(await under.rows('select count(*)::integer as count from audit_events')).toEqual([before]);
});

test('of two who send the right code at once, one is let in', async () => {
  await memberFern();
  await askAs(under);
  const { code } = await newestMailed(under);
  expect(kindsOf(await Promise.all([1, 2, 3, 4].map(() => confirm(code))))).toEqual(['member', 'over', 'over', 'over']);
});

test('the link lets the member in once, and a code and a link of one mail are one', async () => {
  const memberId = await memberFern();
  await askAs(under);
  const { code, token } = await newestMailed(under);
  const follow = () => federation().confirmLink({ interaction: 'one', token });
  const answers = await Promise.all([follow(), confirm(code), follow(), confirm(code)]);
  expect(answers.filter(({ kind }) => kind === 'member')).toEqual([{ kind: 'member', memberId }]);
  expect(await follow()).toEqual({ kind: 'over', why: 'used' });
});

test('a link and a code count only in the interaction that asked for them', async () => {
  await memberFern();
  await askAs(under);
  const { code, token } = await newestMailed(under);
  expect(await federation().confirmLink({ interaction: 'two', token })).toEqual({ kind: 'over', why: 'unasked' });
  expect(await confirm(code, 'two')).toEqual({ kind: 'over', why: 'unasked' });
  expect(await federation().findLink(token)).toEqual({ interaction: 'one', isLive: true });
  expect(await federation().findLink('none')).toBeNull();
  expect(await confirm(code)).toMatchObject({ kind: 'member' });
  expect(await federation().findLink(token)).toEqual({ interaction: 'one', isLive: false });
});

test('five wrong codes are the end of the right one, and not of the link', async () => {
  const memberId = await memberFern();
  await askAs(under);
  const { code, token } = await newestMailed(under);
  for (const triesLeft of [4, 3, 2, 1, 0]) expect(await confirm(wrongCode(code))).toEqual({ kind: 'wrong', triesLeft });
  expect(await confirm(code)).toEqual({ kind: 'over', why: 'tries' });
  expect(await federation().findAsk('one')).toMatchObject({ triesLeft: 0, hasCode: true });
  expect(await federation().confirmLink({ interaction: 'one', token })).toEqual({ kind: 'member', memberId });
});

test('twenty wrong codes at once are five tries', async () => {
  await askAs(under);
  const { code } = await newestMailed(under);
  const answers = await Promise.all(Array.from({ length: 20 }, () => confirm(wrongCode(code))));
  expect(answers.filter(({ kind }) => kind === 'wrong')).toHaveLength(5);
  expect(await under.rows('select wrong_codes from sign_in_mails')).toEqual([{ wrong_codes: 5 }]);
});

test('what is no code at all costs no try', async () => {
  await askAs(under);
  for (const code of ['', '12345', '1234567', 'abcdef', '１２３４５６', '1'.repeat(5000)]) {
    expect(await confirm(code)).toMatchObject({ kind: 'refused', problems: [{ field: 'code' }] });
  }
  expect(await federation().findAsk('one')).toMatchObject({ triesLeft: 5 });
});

test('after ten minutes code and link are over', async () => {
  await memberFern();
  await askAs(under);
  const { code, token } = await newestMailed(under);
  under.clock.at('2026-11-25T12:10:00Z');
  expect(await confirm(code)).toEqual({ kind: 'over', why: 'expired' });
  expect(await federation().confirmLink({ interaction: 'one', token })).toEqual({ kind: 'over', why: 'expired' });
  expect(await federation().findLink(token)).toMatchObject({ isLive: false });
});

test('who asked twice may type what came first; who changed the address may not', async () => {
  await memberFern();
  await askAs(under);
  const first = await newestMailed(under);
  under.clock.at('2026-11-25T12:01:00Z');
  await askAs(under);
  expect(await waitingMails(under)).toHaveLength(2);
  expect(await confirm(first.code)).toMatchObject({ kind: 'member' });

  await askAs(under, { interaction: 'two', email: 'moth@example.org' });
  const wrongAddress = await newestMailed(under);
  await askAs(under, { interaction: 'two', email: 'wren@example.org' });
  expect(await confirm(wrongAddress.code, 'two')).toMatchObject({ kind: 'wrong' });
});

test('the button pressed twice sends one mail', async () => {
  const answers = await Promise.all([askAs(under), askAs(under), askAs(under)]);
  expect(kindsOf(answers)).toEqual(['asked', 'asked', 'asked']);
  expect(await waitingMails(under)).toHaveLength(1);
});

test('a newcomer joins with name, handle and terms, and is known the second time', async () => {
  await proved('moth@example.org', 'one');
  expect(await federation().findNewcomer('one')).toEqual({ email: 'moth@example.org', known: null });
  const person = { interaction: 'one', name: ' Moth ', handle: '@Moth', ...terms };
  const joined = await federation().join(person);
  expect(joined).toEqual({ kind: 'member', memberId: expect.any(String) });
  expect(await federation().join({ ...person, handle: 'other' })).toEqual(joined);
  expect(await federation().findNewcomer('one')).toBeNull();
  expect(await federation().findMember(operator, 'moth')).toMatchObject({ name: 'Moth', handle: 'moth', roles: [] });
  expect(await under.rows('select version, agreed_at from agreements')).toEqual([
    { version: '2026-11-27', agreed_at: under.clock.now() },
  ]);
  expect(await recordedActivities(under)).toHaveLength(1);
});

describe('who was made a member by somebody else', () => {
  async function registered(agreedTo?: string): Promise<string> {
    const person = { handle: 'wren', email: 'wren@example.org', name: 'Wren', ...(agreedTo && { agreedTo }) };
    const joined = await federation().registerMember(operator, person);
    return joined.kind === 'joined' ? joined.member.id : '';
  }
  const agreements = () => under.rows('select member_id, version, agreed_at from agreements order by version');
  const asWren = { interaction: 'one', name: '', handle: '' };

  test('is asked for a yes to the terms before anything else, which is kept with its day and version', async () => {
    const memberId = await registered();
    await proved('wren@example.org', 'one');
    const known = { name: 'Wren', handle: 'wren', hasAgreedBefore: false };
    expect(await federation().findNewcomer('one')).toEqual({ email: 'wren@example.org', known });
    for (const agreedTo of [null, 'yes', '2020-01-01']) {
      const refused = await federation().join({ ...asWren, agreedTo });
      expect(refused).toMatchObject({ kind: 'refused', problems: [{ field: 'agreedTo' }] });
    }
    expect(await agreements()).toEqual([]);
    // What a form says of their name is of no account.
    const join = () => federation().join({ ...asWren, name: 'Another', handle: 'another', ...terms });
    const answers = await Promise.all([join(), join(), join()]);
    expect(answers).toEqual(Array.from({ length: 3 }, () => ({ kind: 'member', memberId })));
    expect(await agreements()).toEqual([{ member_id: memberId, version: termsVersion, agreed_at: under.clock.now() }]);
    expect(await federation().findMember(operator, 'wren')).toMatchObject({ id: memberId, name: 'Wren' });
    const said = `select kind, by_member, details from audit_events where member_id = $1 and kind like 'terms.%'`;
    expect(await under.rows(said, [memberId])).toEqual([
      { kind: 'terms.agreed', by_member: memberId, details: { version: termsVersion } },
    ]);
    expect(await federation().findNewcomer('one')).toBeNull();
  });

  test('is asked once, and then let in by code and by link', async () => {
    const memberId = await registered();
    await askAs(under, { email: 'wren@example.org' });
    const { token } = await newestMailed(under);
    expect(await federation().confirmLink({ interaction: 'one', token })).toEqual({ kind: 'newcomer' });
    await federation().join({ ...asWren, ...terms });
    for (const interaction of ['two', 'three']) {
      const asker = { browserHash: null, household: interaction };
      await askAs(under, { email: 'wren@example.org', interaction, asker });
      const { code, token } = await newestMailed(under);
      const proof = interaction === 'two' ? confirm(code, 'two') : federation().confirmLink({ interaction, token });
      expect(await proof).toEqual({ kind: 'member', memberId });
    }
  });

  test('says yes for themselves alone: without a proof nobody does', async () => {
    await registered();
    await askAs(under, { email: 'wren@example.org' });
    expect(await federation().join({ ...asWren, ...terms })).toEqual({ kind: 'over' });
    await proved('wren@example.org', 'two');
    expect(await federation().join({ ...asWren, ...terms })).toEqual({ kind: 'over' });
    expect(await agreements()).toEqual([]);
  });

  test('who agreed to terms that hold no more is asked for those of today', async () => {
    const memberId = await registered('2020-01-01');
    await proved('wren@example.org', 'one');
    expect(await federation().findNewcomer('one')).toMatchObject({ known: { hasAgreedBefore: true } });
    expect(await federation().join({ ...asWren, ...terms })).toEqual({ kind: 'member', memberId });
    expect(await agreements()).toMatchObject([{ version: '2020-01-01' }, { version: termsVersion }]);
  });
});

test('nobody joins without a proof of the last hour, in their own interaction', async () => {
  const join = (interaction: string) => federation().join({ interaction, name: 'Moth', handle: 'moth', ...terms });
  await askAs(under, { email: 'moth@example.org' });
  expect(await join('one')).toEqual({ kind: 'over' });
  await confirm((await newestMailed(under)).code);
  expect(await join('two')).toEqual({ kind: 'over' });
  under.clock.at('2026-11-25T13:00:01Z');
  expect(await join('one')).toEqual({ kind: 'over' });
  expect(await federation().findNewcomer('one')).toBeNull();
  expect(await federation().countMembers()).toBe(0);
});

test.each([
  ['name', { name: ' ' }],
  ['name', { name: '\u202emoT' }],
  ['name', { name: '\u200b' }],
  ['handle', { handle: 'm' }],
  ['handle', { handle: 'admin' }],
  ['handle', { handle: 'adm1n' }],
  ['handle', { handle: 'rose__ash' }],
  ['handle', { handle: 'no_rep1y' }],
  ['handle', { handle: 'fern' }],
  ['handle', { handle: 'fem' }],
  ['handle', { handle: 'f_e_r_n' }],
  ['agreedTo', { agreedTo: null }],
  ['agreedTo', { agreedTo: 'yes' }],
  ['agreedTo', { agreedTo: '2020-01-01' }],
])('a %s that does not fit is told, and nobody joins: %j', async (field, wrong) => {
  await memberFern();
  await proved('moth@example.org', 'one');
  const refused = await federation().join({ interaction: 'one', name: 'Moth', handle: 'moth', ...terms, ...wrong });
  expect(refused).toMatchObject({ kind: 'refused', problems: [{ field, sentence: expect.stringMatching(/\.$/) }] });
  expect(await federation().countMembers()).toBe(1);
});

test('a handle is checked as it is typed, and another one is offered', async () => {
  await memberFern();
  expect(await federation().checkHandle('moth')).toBeNull();
  const sentences = await Promise.all(
    ['fern', 'fem', 'f', 'help', 'he1p'].map(async (handle) => (await federation().checkHandle(handle))?.sentence),
  );
  expect(sentences).toEqual([
    '@fern is taken; @fern_2 is free.',
    '@fem looks too much like somebody who is here already; @fem_2 is free.',
    'A handle is 2 to 30 of the letters a to z, figures and _.',
    'This handle speaks for the house; choose another.',
    'This handle speaks for the house; choose another.',
  ]);
});

test('of two newcomers who want one handle at once, one gets it and the other a sentence', async () => {
  const all = ['a', 'b', 'c'];
  for (const one of all) await proved(`${one}@example.org`, one);
  const handles = ['willow', 'wiilow', 'vvillow'];
  const answers = await Promise.all(
    all.map((interaction, i) => federation().join({ interaction, name: 'W', handle: handles[i] ?? '', ...terms })),
  );
  expect(kindsOf(answers)).toEqual(['member', 'refused', 'refused']);
  expect(await federation().countMembers()).toBe(1);
});

test('the form sent twice at once makes one member', async () => {
  await proved('moth@example.org', 'one');
  const join = () => federation().join({ interaction: 'one', name: 'Moth', handle: 'moth', ...terms });
  const answers = await Promise.all([join(), join(), join()]);
  expect(kindsOf(answers)).toEqual(['member', 'member', 'member']);
  expect(new Set(answers.map((answer) => answer.kind === 'member' && answer.memberId)).size).toBe(1);
});

test('one who joins from two browsers at once joins once', async () => {
  const browsers = ['one', 'two', 'three'];
  for (const interaction of browsers) {
    under.clock.at(`2026-11-25T12:0${browsers.indexOf(interaction)}:00Z`);
    await proved('moth@example.org', interaction);
  }
  const answers = await Promise.all(
    browsers.map((interaction) =>
      federation().join({ interaction, name: 'Moth', handle: `moth_${interaction}`, ...terms }),
    ),
  );
  expect(kindsOf(answers)).toEqual(['member', 'member', 'member']);
  expect(await federation().countMembers()).toBe(1);
  expect(await under.rows('select 1 from agreements')).toHaveLength(1);
});

test('with one mail used, the others that were sent for the same are over', async () => {
  await memberFern();
  await askAs(under);
  const first = await newestMailed(under);
  under.clock.at('2026-11-25T12:01:00Z');
  await askAs(under);
  const second = await newestMailed(under);
  expect(await confirm(second.code)).toMatchObject({ kind: 'member' });
  expect(await federation().findLink(first.token)).toMatchObject({ isLive: false });
  expect(await federation().confirmLink({ interaction: 'one', token: first.token })).toMatchObject({ kind: 'over' });
  expect(await confirm(first.code)).toEqual({ kind: 'over', why: 'used' });
});

test('the database itself keeps handles apart that look alike, whoever writes them', async () => {
  await memberFern();
  const insert = `insert into members (id, handle, email, name, joined_at)
    values (gen_random_uuid(), 'fe_rn', 'x@y.z', 'X', now())`;
  await expect(under.rows(insert)).rejects.toMatchObject({
    driverError: { constraint: 'members_handle_shape_idx' },
  });
});
