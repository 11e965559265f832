import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ghostAuthor, ghostPost, ghostTag } from '@rose-ash/shared/testing/ghost-answers';
import { startAppUnderTest, type AppUnderTest } from '@rose-ash/shared/testing/app-under-test';
import { importAnswers } from '@rose-ash/shared/testing/import-answers';
import { linkedData, type Statement } from '@rose-ash/shared/testing/linked-data';
import { app } from '../app.js';
import { wire } from '../services.js';

let blog: AppUnderTest;

const hostile = `</script><script>alert(1)</script><!-- "bread" & 'jam'`;
/** None of these is an address that anybody may be sent to; the last is the post's own on its Ghost. */
const refused = [
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  '//evil.example/x',
  'https://me:secret@evil.example/',
  'ftp://evil.example/',
  'mailto:wren@evil.example',
  'https://',
  '"><script>alert(1)</script>',
  'https://old.example/refused-8/?ref=x#y',
];
const tags = [ghostTag('bread', { name: 'Bread' }), ghostTag('hash-rail', { name: '#rail', visibility: 'internal' })];
const authors = [ghostAuthor('wren', { name: 'Wren' })];

beforeAll(async () => {
  blog = await startAppUnderTest(app, wire);
  await importAnswers(
    blog.databaseUrl,
    'https://old.example',
    {
      posts: [
        ghostPost('oven', {
          ...{
            title: 'The oven',
            custom_excerpt: 'It is hot.',
            published_at: '2026-11-01T10:00:00.000Z',
            tags,
            authors,
          },
          ...{ feature_image: 'https://pictures.example/oven.jpg', feature_image_alt: 'An oven' },
        }),
        ghostPost('hostile', { title: hostile, tags, authors }),
        ghostPost('told', {
          ...{ title: 'Told', custom_excerpt: 'For readers.', tags: [], authors },
          ...{ meta_title: 'Told to "engines" & co', meta_description: 'For engines.' },
          ...{ og_title: 'Told to friends', og_description: 'For friends.' },
          ...{ og_image: 'https://pictures.example/friends.jpg', twitter_title: 'Told <i>to</i> birds' },
          ...{ twitter_description: 'For birds.', twitter_image: 'https://pictures.example/birds.jpg' },
          canonical_url: 'https://elsewhere.example/told?a=1&b=2',
        }),
        ghostPost('half-told', { custom_excerpt: 'For readers.', meta_title: 'Half', tags: [], authors }),
        ...refused.map((address, index) => {
          const twitter_image = 'http://plain.example/x.jpg';
          return ghostPost(`refused-${index}`, {
            canonical_url: address,
            og_image: address,
            twitter_image,
            tags: [],
            authors,
          });
        }),
        ghostPost('in-full', { canonical_url: `https://${new URL(origin()).host}/in-full`, tags: [], authors }),
        ghostPost('also-oven', { canonical_url: 'https://old.example/oven', tags: [], authors }),
        ghostPost('secret', { title: 'Secret', status: 'sent', tags: [], authors: [] }),
      ],
    },
    { pages: [ghostPost('rules', { title: 'Rules', tags: [], authors: [] })] },
  );
});

afterAll(() => blog.stop());

const unescape = (text: string) =>
  text.replace(
    /&(amp|lt|gt|quot|#39);/g,
    (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name]!,
  );

type Thing = Record<string, unknown>;

async function headOf(path: string) {
  const { status, text } = await blog.ask(path);
  expect([path, status]).toEqual([path, 200]);
  const head = text.slice(0, text.indexOf('</head>'));
  const metas = [...head.matchAll(/<meta (?:property|name)="([^"]+)" content="([^"]*)"/g)];
  const blocks = [...text.matchAll(/<script type="application\/ld\+json">([^<]*)<\/script>/g)];
  const graph = blocks.flatMap(([, json]) => (JSON.parse(json!) as { '@graph': Thing[] })['@graph']);
  return {
    text,
    all: (name: string) => metas.filter(([, key]) => key === name).map(([, , value]) => unescape(value!)),
    links: [...head.matchAll(/<link rel="alternate" type="([^"]+)" title="([^"]+)" href="([^"]+)"/g)].map(
      ([, type, title, href]) => ({ type, title: unescape(title!), href }),
    ),
    title: unescape(/<title>([^<]*)<\/title>/.exec(head)?.[1] ?? ''),
    canonical: unescape(/<link rel="canonical" href="([^"]*)">/.exec(head)?.[1] ?? ''),
    thing: (type: string) => graph.find((one) => one['@type'] === type),
  };
}

const origin = () => blog.config.urls.blog;

describe('a post', () => {
  test('tells previews what it is', async () => {
    const { all } = await headOf('/oven/');
    const told = {
      'og:site_name': ['Rose Ash'],
      'og:type': ['article'],
      'og:title': ['The oven'],
      'og:description': ['It is hot.'],
      'og:url': [`${origin()}/oven/`],
      'og:locale': ['en_GB'],
      'og:image': ['https://pictures.example/oven.jpg'],
      'og:image:alt': ['An oven'],
      'twitter:card': ['summary_large_image'],
      'article:published_time': ['2026-11-01T10:00:00.000Z'],
      'article:modified_time': ['2026-11-02T09:00:00.000Z'],
      'article:author': [`${origin()}/author/wren/`],
      'article:tag': ['Bread'],
    };
    for (const [name, values] of Object.entries(told)) expect([name, all(name)]).toEqual([name, values]);
  });

  test('says in the words of schema.org who wrote it, when, and where it stands', async () => {
    const { thing } = await headOf('/oven/');
    expect(thing('BlogPosting')).toMatchObject({
      headline: 'The oven',
      image: ['https://pictures.example/oven.jpg'],
      datePublished: '2026-11-01T10:00:00.000Z',
      dateModified: '2026-11-02T09:00:00.000Z',
      author: [{ '@type': 'Person', name: 'Wren', url: `${origin()}/author/wren/` }],
      publisher: { '@type': 'Organization', name: 'Rose Ash', logo: { url: `${origin()}/apple-touch-icon.png` } },
      mainEntityOfPage: `${origin()}/oven/`,
      isAccessibleForFree: true,
    });
    expect(thing('BreadcrumbList')).toMatchObject({
      itemListElement: [
        { position: 1, name: 'Blog', item: `${origin()}/` },
        { position: 2, name: 'Bread', item: `${origin()}/tag/bread/` },
        { position: 3, name: 'The oven', item: `${origin()}/oven/` },
      ],
    });
  });

  test('whose title is hostile stays text, everywhere', async () => {
    const { text, all, thing } = await headOf('/hostile/');
    expect(text).not.toContain('<script>');
    expect(text).not.toContain('<!-- "');
    expect(all('og:title')).toEqual([hostile]);
    expect(thing('BlogPosting')?.['headline']).toBe(hostile);
    // No block but the one for machines, and nothing in it can run.
    expect(text.match(/<script(?![^>]*\bsrc=)[^>]*>/g)).toEqual(['<script type="application/ld+json">']);
  });
});

describe('what was written for those who see only a mention', () => {
  test('is told to each of them', async () => {
    const { all, title, canonical, thing } = await headOf('/told/');
    expect([title, canonical]).toEqual(['Told to "engines" & co', 'https://elsewhere.example/told?a=1&b=2']);
    const told = {
      description: ['For engines.'],
      'og:title': ['Told to friends'],
      'og:description': ['For friends.'],
      'og:url': [canonical],
      'og:image': ['https://pictures.example/friends.jpg'],
      'og:image:alt': [],
      'twitter:title': ['Told <i>to</i> birds'],
      'twitter:description': ['For birds.'],
      'twitter:image': ['https://pictures.example/birds.jpg'],
    };
    for (const [name, values] of Object.entries(told)) expect([name, all(name)]).toEqual([name, values]);
    expect(thing('BlogPosting')).toMatchObject({
      ...{ headline: title, description: 'For engines.', mainEntityOfPage: canonical },
      image: ['https://pictures.example/friends.jpg'],
    });
  });

  test('stands in for what was not, and the post itself for the rest', async () => {
    const half = await headOf('/half-told/');
    expect(half.title).toBe('Half');
    expect([half.all('og:title'), half.all('description')]).toEqual([['Half'], ['For readers.']]);
    expect([half.all('og:description'), half.all('twitter:title')]).toEqual([['For readers.'], []]);
    const none = await headOf('/oven/');
    expect([none.title, none.canonical]).toEqual(['The oven · Rose Ash', `${origin()}/oven/`]);
  });

  test.each(refused.map((address, index) => [address, index] as const))(
    'leads nobody to %s',
    async (_address, index) => {
      const { canonical, all, text } = await headOf(`/refused-${index}/`);
      expect(canonical).toBe(`${origin()}/refused-${index}/`);
      expect(all('og:url')).toEqual([canonical]);
      expect(all('twitter:image')).toEqual([]);
      expect(text).not.toMatch(/javascript:|data:text|evil\.example|plain\.example/);
    },
  );

  test('said in full is the address that it has here, and in the map', async () => {
    const { canonical, all } = await headOf('/in-full/');
    expect([canonical, all('og:url')]).toEqual([`${origin()}/in-full/`, [`${origin()}/in-full/`]]);
    expect((await blog.ask('/sitemap-posts.xml')).text).toContain(`${origin()}/in-full/<`);
  });

  test('another post of the Ghost is another post of ours', async () => {
    expect((await headOf('/also-oven/')).canonical).toBe(`${origin()}/oven/`);
  });

  test('keeps what has its place elsewhere out of the map, and in the feed under our address', async () => {
    const map = (await blog.ask('/sitemap-posts.xml')).text;
    const feed = (await blog.ask('/feed.json')).text;
    for (const slug of ['told', 'also-oven']) {
      expect([slug, map.includes(`/${slug}/<`), feed.includes(`"${origin()}/${slug}/"`)]).toEqual([slug, false, true]);
    }
    for (const index of refused.keys()) expect(map).toContain(`${origin()}/refused-${index}/<`);
  });
});

describe('what a page says to machines is understood by a reader of JSON-LD that is not ours', () => {
  const about = async (path: string) => {
    const statements = await linkedData((await blog.ask(path)).text);
    const ofType = (type: string) => statements.find(([, what, which]) => what === 'type' && which === type)?.[0];
    const said = (subject: string | undefined, what: string) =>
      statements.filter(([whose, is]) => whose === subject && is === what).map(([, , which]) => which);
    return { statements, ofType, said };
  };

  test.each([
    ['/oven/', 'The oven'],
    ['/hostile/', hostile],
  ])('%s: the post, who wrote it and who printed it', async (path, title) => {
    const { ofType, said } = await about(path);
    const post = ofType('BlogPosting');
    expect(said(post, 'headline')).toEqual([title]);
    expect(said(post, 'mainEntityOfPage')).toEqual([origin() + path]);
    expect(said(said(post, 'author')[0], 'name')).toEqual(['Wren']);
    expect(said(post, 'publisher')).toEqual([ofType('Organization')]);
    expect(said(ofType('Organization'), 'name')).toEqual(['Rose Ash']);
    expect(said(ofType('BreadcrumbList'), 'itemListElement')).toHaveLength(3);
  });

  test.each(['/', '/oven/', '/rules/', '/tag/bread/', '/author/wren/'])('%s: in words of schema.org', async (path) => {
    const { statements } = await about(path);
    expect(statements.length).toBeGreaterThan(5);
    const foreign = ([, what, which]: Statement) =>
      !/^[a-zA-Z]+$/.test(what) || (what === 'type' && !/^[A-Z]/.test(which));
    expect(statements.filter(foreign)).toEqual([]);
  });
});

test('a page of the site is no article, and knows its way', async () => {
  const { all, thing } = await headOf('/rules/');
  expect(all('og:type')).toEqual(['website']);
  expect([thing('BlogPosting'), thing('BreadcrumbList')]).toMatchObject([undefined, { '@type': 'BreadcrumbList' }]);
});

test('the front page says whose house it is', async () => {
  const { thing, links, all } = await headOf('/');
  expect(thing('Organization')).toMatchObject({ name: 'Rose Ash', url: `${origin()}/` });
  expect(thing('WebSite')).toMatchObject({ name: 'Rose Ash', inLanguage: 'en-GB' });
  expect(links).toEqual([
    { type: 'application/rss+xml', title: 'Rose Ash (RSS)', href: `${origin()}/rss/` },
    { type: 'application/atom+xml', title: 'Rose Ash (Atom)', href: `${origin()}/atom.xml` },
    { type: 'application/feed+json', title: 'Rose Ash (JSON Feed)', href: `${origin()}/feed.json` },
  ]);
  const [image] = all('og:image');
  expect([all('og:image:width'), all('og:image:height')]).toEqual([['1200'], ['630']]);
  expect((await blog.ask(new URL(image!).pathname)).headers['content-type']).toBe('image/png');
});

test.each([
  ['/tag/bread/', 'Bread · Rose Ash (RSS)'],
  ['/author/wren/', 'Wren · Rose Ash (RSS)'],
])('%s links its own feeds before those of everything', async (path, title) => {
  const { links } = await headOf(path);
  expect(links).toHaveLength(6);
  expect(links[0]).toEqual({ type: 'application/rss+xml', title, href: `${origin()}${path}rss/` });
  for (const { href } of links) expect((await blog.ask(new URL(href!).pathname)).status).toBe(200);
});

test('an error page has nothing to tell', async () => {
  const { text } = await blog.ask('/nothing/', { headers: { accept: 'text/html' } });
  expect(text).toContain('</html>');
  expect(text).not.toMatch(/og:|ld\+json|canonical/);
});

describe('the picture of a post without one', () => {
  const cardOf = async () => new URL((await headOf('/hostile/')).all('og:image')[0]!).pathname;

  test('is there for good, under a name of its title', async () => {
    const path = await cardOf();
    expect(path).toMatch(/^\/hostile\/card-[0-9a-f]{16}\.png$/);
    const { status, headers } = await blog.ask(path);
    expect([status, headers['content-type']]).toEqual([200, 'image/png']);
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  test('under an old name leads to the one of today', async () => {
    const { status, headers } = await blog.ask('/hostile/card-0123456789abcdef.png');
    expect([status, headers['location']]).toEqual([302, await cardOf()]);
  });

  test.each(['/secret/card-0123456789abcdef.png', '/none/card-0123456789abcdef.png', '/hostile/card-x.png'])(
    'is not made for %s',
    async (path) => expect((await blog.ask(path)).status).toBe(404),
  );
});
