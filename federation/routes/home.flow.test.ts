import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ghostPost } from '@rose-ash/shared/testing/ghost-answers';
import { startHouseUnderTest, type HouseUnderTest } from '@rose-ash/shared/testing/house-under-test';
import { importAnswers } from '@rose-ash/shared/testing/import-answers';
import { signIn, type SignedIn } from '@rose-ash/shared/testing/people';
import { app } from '../app.js';
import { wire } from '../services.js';

let empty: HouseUnderTest<'federation'>;
let full: HouseUnderTest<'federation'>;
let fern: SignedIn;

const excerpt = 'The heron is back. It has no time for us.';

beforeAll(async () => {
  empty = await startHouseUnderTest({ federation: { app, wire } });
  full = await startHouseUnderTest({ federation: { app, wire } });
  await importAnswers(full.databaseUrl, 'https://old.example', {
    posts: [
      ghostPost('lock-six', { title: 'At <lock> six', custom_excerpt: excerpt }),
      ghostPost('secret', { title: 'Secret', visibility: 'members' }),
    ],
  });
  fern = await signIn(full.apps.federation, { handle: 'fern', email: 'fern@example.org', name: 'Fern Hollis' });
});

afterAll(async () => {
  await empty.stop();
  await full.stop();
});

const openStreet = (headers: Record<string, string> = {}) => full.apps.federation.ask('/', { headers });

test('an empty street is quiet, and says so', async () => {
  const { status, text } = await empty.apps.federation.ask('/');
  expect(status).toBe(200);
  expect(text).toContain('nobody has said anything in public');
  expect(text).toContain('Nobody has joined so far.');
});

test('what is public is overheard, with its sentence and a way to the whole of it', async () => {
  const { text } = await full.apps.federation.ask('/');
  expect(text).toMatch(/<h3><a href="http:\/\/blog\.[^"]+\/lock-six\/">At &lt;lock&gt; six<\/a><\/h3>/);
  expect(text).toContain('<p class="words">The heron is back.</p>');
  expect(text).not.toContain('Secret');
});

test('members are named to members; a stranger is told how many there are', async () => {
  // The member first and again last: what the one is shown must not be kept for the other.
  const known = [
    await openStreet(fern.headers),
    await openStreet(),
    await openStreet(fern.headers),
    await openStreet(),
  ];
  for (const [index, { text }] of known.entries()) {
    expect(text).toContain('1 person is here.');
    expect(text).not.toContain('fern@example.org');
    for (const words of ['<b>Fern Hollis</b>', '@fern']) expect(text.includes(words)).toBe(index % 2 === 0);
  }
});

test('a stranger who comes again costs the database nothing', async () => {
  await full.apps.federation.ask('/');
  const reads = await full.readsDuring(() => full.apps.federation.ask('/'));
  expect(reads.federation).toEqual([]);
});
