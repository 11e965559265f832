import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { MemberRole } from '@rose-ash/shared/contracts/viewer';
import { operator } from '@rose-ash/shared/contracts/viewer';
import { ghostAuthor, ghostPost, ghostTag } from '@rose-ash/shared/testing/ghost-answers';
import { startHouseUnderTest, type HouseUnderTest } from '@rose-ash/shared/testing/house-under-test';
import { importAnswers } from '@rose-ash/shared/testing/import-answers';
import { signIn, type SignedIn } from '@rose-ash/shared/testing/people';
import { roomsOf } from '@rose-ash/shared/testing/room-of';

/** What is for members, at every door of the blog, for strangers and for those whom it is for. */

const secret = 'Quetzalcoatlus';
const tags = [ghostTag('walls', { name: 'Walls' })];
const authors = [ghostAuthor('wren', { name: 'Wren' })];

const line = (text: string) => ({ type: 'paragraph', children: [{ type: 'extended-text', text }] });
const head = (text: string) => ({ ...line(text), type: 'extended-heading', tag: 'h2' });
const lexical = (...children: object[]) => JSON.stringify({ root: { type: 'root', children } });

const walled = lexical(
  ...[head('Flour'), line('The dough rests overnight.'), head('Water'), line('Cold.'), head('Salt'), line('Little.')],
  { type: 'paywall' },
  ...[head(`${secret} hour`), line(`The ${secret} is fed at nine.`)],
);

let minute = 60;
const post = (slug: string, more: Record<string, unknown>) =>
  ghostPost(slug, {
    published_at: new Date(Date.UTC(2026, 10, 2, 10, (minute -= 1))).toISOString(),
    tags,
    authors,
    ...more,
  });

/** In the order of the list. */
const posts = [
  post('begun', { title: 'Begun for all', visibility: 'members', featured: true, lexical: walled }),
  post('closed', { title: 'Closed door', visibility: 'members', html: `<p>${secret} behind it.</p>` }),
  post('told', {
    ...{ title: 'Told before', visibility: 'members', custom_excerpt: 'What it is <about>.' },
    ...{ html: `<p>${secret} within.</p>`, show_title_and_feature_image: false },
  }),
  post('paid', { title: 'Dearly bought', visibility: 'paid', lexical: walled }),
  post('tiered', { title: 'Finely ranked', visibility: 'tiers', lexical: walled }),
  post('open', { title: 'Open to all', html: '<p>The dough rises at nine.</p>' }),
];
const closed = ['begun', 'closed', 'told', 'paid', 'tiered'];

let house: HouseUnderTest<'blog' | 'federation'>;
let member: SignedIn;
let editor: SignedIn;

beforeAll(async () => {
  house = await startHouseUnderTest(await roomsOf('blog', 'federation'));
  await importAnswers(house.databaseUrl, 'https://old.example', { posts });
  member = await join('moth');
  editor = await join('fern', 'editor');
});

afterAll(() => house.stop());

async function join(handle: string, role?: MemberRole): Promise<SignedIn> {
  const door = house.apps.blog;
  const person = await signIn(door, { handle, email: `${handle}@rose-ash.test`, name: handle });
  if (role !== undefined) await house.fill(({ federation }) => federation.grantRole(operator, { handle, role }));
  return person;
}

const ask = (path: string, person?: SignedIn) =>
  house.apps.blog.ask(path, { headers: { accept: 'text/html', ...person?.headers } });

/** Every address that a stranger can find from the front door, and those that only machines know. */
async function everyDoor(): Promise<Map<string, string>> {
  const waiting = [
    ...['/', '/?page=2', '/archive/', '/tag/walls/', '/author/wren/', '/sitemap.xml', '/robots.txt', '/nothing/'],
    ...['', 'tag/walls/', 'author/wren/'].flatMap((list) =>
      ['rss/', 'atom.xml', 'feed.json'].map((kind) => `/${list}${kind}`),
    ),
    ...[secret, `${secret} hour`, 'dough', '"fed at nine"', 'about', `dough -${secret}`].map(searchFor),
    ...closed.flatMap((slug) => [`/${slug}`, `/${slug}/`, `/${slug}/?${secret.toLowerCase()}=no`]),
  ];
  const seen = new Map<string, string>();
  const ours = new RegExp(`(?:href|content|loc)(?:="|>)(?:${house.apps.blog.config.urls.blog})?(/[^"<#]*)`, 'g');
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (seen.has(path) || path.startsWith('/static/')) continue;
    const { text } = await ask(path.replaceAll('&amp;', '&'));
    seen.set(path, text);
    waiting.push(...[...text.matchAll(ours)].map(([, found]) => found ?? ''));
  }
  return seen;
}

function withoutQuestion(path: string, text: string): string {
  if (!path.startsWith('/search')) return text;
  const hits = /<ol class="hits">[^]*?<\/ol>/.exec(text)?.[0] ?? '';
  return hits.replaceAll('<mark>', '').replaceAll('</mark>', '');
}

const searchFor = (words: string) => `/search?q=${encodeURIComponent(words)}`;

test('a stranger finds the secret behind no door, nor in what was written down about asking', async () => {
  // Members were here before, so that anything kept of their pages would be shown now.
  for (const slug of closed) await ask(`/${slug}/`, editor);
  const doors = await everyDoor();
  for (const slug of [...closed, 'open']) expect([...doors.keys()]).toContain(`/${slug}/`);
  expect([...doors.keys()].filter((path) => /card-[0-9a-f]{16}\.png$/.test(path)).length).toBeGreaterThan(4);
  // The page that answers a question says it again, which tells nothing.
  const telling = [...doors].filter(([path, text]) => withoutQuestion(path, text).includes(secret));
  expect(telling.map(([path]) => path)).toEqual([]);
  const logged = house.apps.blog.logLines.filter((entry) => JSON.stringify(entry).includes(secret));
  expect(logged).toEqual([]);
});

describe('a page of what is for members', () => {
  test('gives a stranger how it begins, its open headings, and a word of whom the rest is for', async () => {
    const { status, text } = await ask('/begun/');
    expect(status).toBe(200);
    expect(text).toContain('The dough rests overnight.');
    expect(text).toContain('The rest is for members');
    const contents = /<nav class="contents"[^]*?<\/nav>/.exec(text)?.[0] ?? '';
    expect([...contents.matchAll(/<a href="#[^"]+">([^<]+)/g)].map(([, word]) => word)).toEqual([
      'Flour',
      'Water',
      'Salt',
    ]);
  });

  test('says where to sign in, and comes back from there; not where that would not help', async () => {
    const [, href = ''] =
      /<aside class="wall[^]*?<a class="button" href="([^"]+)"/.exec((await ask('/begun/')).text) ?? [];
    expect(href).toBe('/auth/login?next=%2Fbegun%2F');
    expect((await ask(href)).status).toBe(303);
    expect((await ask('/paid/')).text).not.toContain('Sign in to read on');
  });

  test('that begins behind its wall gives what was told of it, and no more', async () => {
    expect((await ask('/told/')).text).toContain('<p>What it is &lt;about&gt;.</p>');
    const bare = (await ask('/closed/')).text;
    expect(bare).toContain('Closed door');
    expect(bare).toContain('The rest is for members');
  });

  test.each(['begun', 'closed', 'told'])('%s is whole for a member, and kept for nobody', async (slug) => {
    for (let visit = 0; visit < 2; visit += 1) {
      const { text, headers } = await ask(`/${slug}/`, member);
      expect(text).toContain(secret);
      expect(text).not.toContain('The rest is for');
      expect([headers['cache-control'], headers['server-timing']]).toEqual([
        'no-store',
        expect.not.stringContaining('page;desc'),
      ]);
    }
    await ask(`/${slug}/`);
    const kept = await ask(`/${slug}/`);
    expect(kept.headers['server-timing']).toBe('page;desc="memory"');
    expect(kept.text).not.toContain(secret);
    expect((await ask(`/${slug}/`, member)).text).toContain(secret);
  });

  test.each(['paid', 'tiered'])('%s is for editors, until something can be paid for', async (slug) => {
    const { text } = await ask(`/${slug}/`, member);
    expect(text).not.toContain(secret);
    expect(text).toContain('The rest is for those who pay for it');
    expect((await ask(`/${slug}/`, editor)).text).toContain(secret);
  });

  test('a session that is none opens nothing', async () => {
    for (const value of ['', 'x', member.cookie.value.slice(0, -1)]) {
      const headers = { cookie: `${member.cookie.name}=${value}` };
      const { text } = await house.apps.blog.ask('/begun/', { headers });
      expect([text.includes(secret), text.includes('The rest is for members')]).toEqual([false, true]);
    }
  });

  test('tells search engines that some of it is not free, and where', async () => {
    const thingOf = (text: string) => /<script type="application\/ld\+json">([^<]*)</.exec(text)?.[1] ?? '';
    const { text } = await ask('/begun/');
    expect(JSON.parse(thingOf(text))).toMatchObject({
      '@graph': [
        { isAccessibleForFree: false, hasPart: { isAccessibleForFree: false, cssSelector: '.for-members' } },
        {},
      ],
    });
    expect(text).toMatch(/class="[^"]*\bfor-members\b/);
    const open = JSON.parse(thingOf((await ask('/open/')).text)) as { '@graph': object[] };
    expect(open['@graph'][0]).toMatchObject({ isAccessibleForFree: true });
    expect(open['@graph'][0]).not.toHaveProperty('hasPart');
  });
});

describe('lists', () => {
  const slugsIn = (text: string) => [...text.matchAll(/<h[23]><a href="\/([a-z]+)\/"/g)].map(([, slug]) => slug);

  test.each(['/', '/tag/walls/', '/author/wren/'])(
    '%s names them in their place, and says whom they are for',
    async (path) => {
      for (const person of [undefined, member]) {
        const { text } = await ask(path, person);
        expect(slugsIn(text)).toEqual([...closed, 'open']);
        expect(text.split('>For members<')).toHaveLength(4);
        expect(text.split('>For those who pay<')).toHaveLength(3);
        expect(text).not.toContain(secret);
      }
    },
  );

  test('the archive, the map and the neighbours name them', async () => {
    for (const path of ['/archive/', '/sitemap-posts.xml']) {
      const { text } = await ask(path);
      for (const slug of closed) expect([path, text.includes(`/${slug}/`)]).toEqual([path, true]);
    }
    expect((await ask('/open/')).text).toContain('Finely ranked');
  });
});

describe('feeds', () => {
  test.each(['/rss/', '/atom.xml', '/feed.json', '/tag/walls/feed.json', '/author/wren/atom.xml'])(
    '%s gives everybody how they begin, and where the rest is',
    async (path) => {
      for (const person of [undefined, member, editor]) {
        const { text } = await ask(path, person);
        expect(text).not.toContain(secret);
        expect(text).toContain('The dough rests overnight.');
        expect(text).toContain('The rest is for members.');
        expect(text.match(/It stands on the blog\./g)).toHaveLength(5);
      }
    },
  );
});

describe('search', () => {
  const found = async (words: string, person?: SignedIn) => {
    const { text } = await ask(searchFor(words), person);
    return [...text.matchAll(/<h2><a href="\/([a-z]+)\/"/g)].map(([, slug]) => slug).sort();
  };

  test('finds for strangers what they may read, and tells by nothing what else there is', async () => {
    expect(await found(secret)).toEqual([]);
    expect(await found('"fed at nine"')).toEqual([]);
    expect(await found('dough')).toEqual(['begun', 'open', 'paid', 'tiered']);
    expect(await found(`dough -${secret}`)).toEqual(['begun', 'open', 'paid', 'tiered']);
    expect(await found(`dough nine`)).toEqual(['open']);
    expect(await found('closed')).toEqual(['closed']);
  });

  test('mends no question by what is hidden', async () => {
    const { text } = await ask(searchFor('Quetzalcoatlos'));
    expect(text).not.toContain('This is what says');
    expect(text).not.toContain(secret);
  });

  test('finds for members what is theirs, and shows where', async () => {
    expect(await found(secret, member)).toEqual(['begun', 'closed', 'told']);
    expect(await found(`dough -${secret}`, member)).toEqual(['open', 'paid', 'tiered']);
    expect((await ask(searchFor(secret), member)).text).toContain(`<mark>${secret}</mark>`);
    expect(await found(secret, editor)).toEqual([...closed].sort());
  });
});

test('a post that becomes one for members is one at once, also for whoever had it whole', async () => {
  // A session that is none, since what a process keeps for strangers ends when it hears of the change.
  const nobody = { cookie: `${member.cookie.name}=nobody` };
  const before = await house.apps.blog.ask('/open/', { headers: nobody });
  expect(before.text).toContain('rises at nine');
  await importAnswers(house.databaseUrl, 'https://old.example', {
    posts: [{ ...posts[5], visibility: 'members', updated_at: '2026-11-20T09:00:00.000Z' }],
  });
  const headers = { ...nobody, 'if-none-match': String(before.headers['etag']) };
  const after = await house.apps.blog.ask('/open/', { headers });
  expect([after.status, after.text.includes('rises at nine')]).toEqual([200, false]);
});
