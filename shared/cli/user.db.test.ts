import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { operator } from '../contracts/viewer.js';
import { beginSignIn } from '../testing/people.js';
import { recordedActivities } from '../testing/recorded-activities.js';
import { registryUnderTest, type RegistryUnderTest } from '../testing/registry-under-test.js';
import { runCommandLine } from './command-line.js';

let under: RegistryUnderTest;

beforeAll(async () => {
  under = await registryUnderTest();
});

beforeEach(() => under.rows('truncate members, ap_activities cascade'));

afterAll(() => under.close());

async function rose(...args: string[]) {
  const said = { stdout: '', stderr: '' };
  const code = await runCommandLine(['user', ...args], {
    env: { DATABASE_URL: under.url, REDIS_URL: process.env['ROSE_TEST_REDIS_URL'] ?? '', REDIS_PREFIX: 'test-user' },
    stdin: Readable.from([]),
    stdout: { write: (words) => (said.stdout += words) },
    stderr: { write: (words) => (said.stderr += words) },
  });
  return { code, ...said };
}

const done = (stdout: string) => ({ code: 0, stderr: '', stdout: `${stdout}\n` });
const refused = (sentence: string) => ({ code: 1, stdout: '', stderr: `${sentence}\n` });

test('somebody is made a member, trusted, listed, and trusted no more', async () => {
  // Midnight may come meanwhile.
  const began = new Date();
  expect(await rose('list')).toEqual(done('Nobody has joined so far.'));
  expect(await rose('add', 'Fern', 'Fern@example.org', 'Fern Hollis')).toEqual(done('@fern has joined.'));
  expect(await rose('add', 'fern', 'fern@example.org', 'Fern Hollis')).toEqual(done('@fern had joined already.'));
  expect(await rose('grant', '@fern', 'editor')).toEqual(done('@fern is trusted as editor now.'));
  expect(await rose('grant', 'fern@example.org', 'editor')).toEqual(
    done('fern@example.org was trusted as editor already.'),
  );
  await rose('grant', 'fern', 'admin');
  await rose('add', 'moth', 'moth@example.org', 'Moth');
  const list = await rose('list');
  const days = [began, new Date()].map((at) => at.toISOString().slice(0, 10));
  const today = (day: string) => (days.includes(day) ? 'today' : day);
  expect({ ...list, stdout: list.stdout.replace(/\d{4}-\d\d-\d\d/g, today) }).toEqual(
    done(
      '@fern  Fern Hollis  fern@example.org  admin, editor  today\n@moth  Moth         moth@example.org  member         today',
    ),
  );
  expect(await rose('revoke', 'fern', 'editor')).toEqual(done('fern is not trusted as editor any more.'));
  expect(await rose('revoke', 'fern', 'editor')).toEqual(done('fern was not trusted as editor.'));
  expect(JSON.parse((await rose('list', '--json')).stdout)).toMatchObject({
    members: [{ handle: 'fern', roles: ['admin'] }, { handle: 'moth' }],
  });
  expect(await recordedActivities(under)).toHaveLength(2);
});

test.each([
  [['grant', 'nobody', 'editor'], 'Nobody here is called @nobody.'],
  [['revoke', '@nobody', 'editor'], 'Nobody here is called @nobody.'],
  [['grant', 'x@example.org', 'editor'], 'Nobody here has the address x@example.org.'],
  [['grant', 'fern', 'king'], 'king is no role; there are editor, shopkeeper, organiser, moderator, admin.'],
  [
    ['revoke', 'fern', 'member'],
    'member is no role; there are editor, shopkeeper, organiser, moderator, admin. Every member is one without being told so.',
  ],
  [
    ['add', 'f', 'fern', ''],
    'A handle is 2 to 30 of the letters a to z, figures and _. This is no e-mail address. A name is missing.',
  ],
  [['add', 'adm1n', 'a@example.org', 'A'], 'This handle speaks for the house; choose another.'],
])('%j is answered with what is wrong, and changes nothing', async (args, sentence) => {
  expect(await rose(...args)).toEqual(refused(sentence));
  expect(await under.services.federation.countMembers()).toBe(0);
});

test('somebody is signed out of every browser, and that is on record', async () => {
  await rose('add', 'fern', 'fern@example.org', 'Fern');
  await rose('add', 'moth', 'moth@example.org', 'Moth');
  const { federation } = under.services;
  const [fern, moth] = await Promise.all(['fern', 'moth'].map((handle) => federation.findMember(operator, handle)));
  const ids = [fern?.id ?? '', moth?.id ?? ''];
  const signIns: string[] = [];
  for (const id of [...ids, ids[0] ?? '']) signIns.push(await beginSignIn(under.services, id));
  expect(await rose('sign-out', '@fern')).toEqual(done('@fern is signed out, in 2 browsers.'));
  expect(await rose('sign-out', 'fern@example.org')).toEqual(done('fern@example.org was signed in nowhere.'));
  expect(await rose('sign-out', 'nobody')).toEqual(refused('Nobody here is called @nobody.'));
  expect(await federation.findViewer(ids[0] ?? '', signIns[0])).toBeNull();
  expect(await federation.findViewer(ids[1] ?? '', signIns[1])).not.toBeNull();
  expect(JSON.parse((await rose('sign-out', 'moth', '--json')).stdout)).toEqual({ ended: 1 });
  const ended = `select by_member, details ->> 'by' as by from audit_events where member_id = $1 and kind = 'sign-in.ended'`;
  expect(await under.rows(ended, [ids[0]])).toEqual(
    Array.from({ length: 2 }, () => ({ by_member: null, by: 'operator' })),
  );
  await expect(federation.signOutMember({ id: ids[1] ?? '', roles: ['editor'] }, 'fern')).rejects.toMatchObject({
    status: 403,
  });
});
