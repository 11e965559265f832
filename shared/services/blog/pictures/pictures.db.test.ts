import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { PictureOutcome } from '../../../contracts/dtos/blog.js';
import { operator } from '../../../contracts/viewer.js';
import { ghostAuthor, ghostPost, ghostTag } from '../../../testing/ghost-answers.js';
import { registryUnderTest, type RegistryUnderTest } from '../../../testing/registry-under-test.js';

const site = 'https://old.example';
let under: RegistryUnderTest;

beforeAll(async () => {
  under = await registryUnderTest();
});

beforeEach(async () => {
  under.clock.at('2026-11-25T12:00:00Z');
  await under.rows('truncate posts, tags, authors, picture_copies, media, ap_activities cascade');
});

afterAll(() => under.close());

const take = (...posts: unknown[]) => under.services.blog.importGhost(operator, site, { posts });

const textOf = (...sources: string[]) =>
  JSON.stringify({ root: { type: 'root', children: sources.map((src) => ({ type: 'image', src, alt: 'Bread' })) } });

const find = async (slug: string) => {
  const post = await under.services.blog.findPost(null, slug);
  if (post === null) throw new Error(`there is no ${slug}`);
  return post;
};

interface CopyRow {
  id: string;
  source: string;
  state: string;
  attempts: number;
  trouble: string | null;
  next_try_at: Date;
}

const copies = () => under.rows<CopyRow>('select * from picture_copies order by source');

/** Of every kind, in the order that they were recorded. */
async function told(): Promise<string[]> {
  const rows = await under.rows<{ type: string }>('select type from ap_activities order by id');
  await under.rows('truncate ap_activities cascade');
  return rows.map(({ type }) => type);
}

async function settle(source: string, outcome: PictureOutcome) {
  const copy = (await copies()).find((one) => one.source === source);
  if (copy === undefined) throw new Error(`nobody wants ${source}`);
  await under.services.blog.settlePicture(operator, copy.id, outcome);
}

let files = 0;

function copied(focus: { x: number; y: number } | null = null): PictureOutcome {
  files += 1;
  const sha256 = files.toString(16).padStart(64, '0');
  return {
    kind: 'copied',
    file: { sha256, mime: 'image/jpeg', bytes: 70_000, width: 1600, height: 1200 },
    made: {
      variants: ['320.avif', '320.webp', '320.jpg', '1600.avif', '1600.webp', '1600.jpg'],
      placeholder: 'data:image/webp;base64,AAAA',
      focus,
    },
  };
}

const gone: PictureOutcome = { kind: 'refused', trouble: 'The server answered 404.' };
const away: PictureOutcome = { kind: 'later', trouble: 'The server does not answer.' };

test('every picture of a text, a tag and an author is wanted once, however its address is written', async () => {
  const tags = [ghostTag('news', { feature_image: `${site}/tag.png` })];
  const authors = [ghostAuthor('wren', { profile_image: 'https://faces.example/wren.jpg' })];
  await take(
    ghostPost('bread', {
      feature_image: `${site}/content/images/loaf.jpg`,
      lexical: textOf(
        '/content/images/loaf.jpg',
        '__GHOST_URL__/content/images/rye.jpg#top',
        'https://else.example/r%C3%A9.png',
      ),
      ...{ tags, authors },
    }),
    ghostPost('soup', {
      ...{ tags, authors },
      lexical: textOf('https://old.example/content/images/rye.jpg', 'data:image/png;base64,AAAA'),
    }),
  );
  expect((await copies()).map(({ source }) => source)).toEqual([
    'https://else.example/r%C3%A9.png',
    'https://faces.example/wren.jpg',
    'https://old.example/content/images/loaf.jpg',
    'https://old.example/content/images/rye.jpg',
    'https://old.example/tag.png',
  ]);
  expect(await under.services.blog.listWantedPictures(operator, 3)).toHaveLength(3);
});

test('a picture that is ours stands at the head and in the text, in sizes and formats to choose from', async () => {
  const source = `${site}/loaf.jpg`;
  await take(ghostPost('bread', { feature_image: source, feature_image_alt: 'A loaf', lexical: textOf(source) }));
  expect(await find('bread')).toMatchObject({ picture: { src: source, alt: 'A loaf' } });
  await told();
  await settle(source, copied({ x: 20, y: 80 }));

  const { picture, html } = await find('bread');
  const place = `/media/${files.toString(16).padStart(64, '0')}`;
  expect(picture).toEqual({
    ...{ src: `${place}/320.jpg`, alt: 'A loaf', caption: '' },
    set: {
      ...{ src: `${place}/320.jpg`, width: 1600, height: 1200, blur: 'data:image/webp;base64,AAAA' },
      focus: { x: 20, y: 80 },
      sources: [
        { type: 'image/avif', srcset: `${place}/320.avif 320w, ${place}/1600.avif 1600w` },
        { type: 'image/webp', srcset: `${place}/320.webp 320w, ${place}/1600.webp 1600w` },
      ],
    },
  });
  expect(html).toContain(`srcset="${place}/320.avif 320w, ${place}/1600.avif 1600w" sizes="(min-width: `);
  expect(html).toContain(`<img src="${place}/320.jpg" alt="Bread" width="1600" height="1200" loading="lazy"`);
  expect(html).not.toContain(site);
  expect(await told()).toEqual(['post.changed']);
});

test('a post changes once, when each of its pictures was tried', async () => {
  await take(ghostPost('bread', { lexical: textOf(`${site}/1.jpg`, `${site}/2.jpg`, `${site}/3.jpg`) }));
  await told();
  await settle(`${site}/1.jpg`, copied());
  await settle(`${site}/2.jpg`, gone);
  expect([(await find('bread')).html.includes('/media/'), await told()]).toEqual([false, []]);
  await settle(`${site}/3.jpg`, away);
  const { html } = await find('bread');
  expect([html.match(/<picture>/g)?.length, html.includes(`${site}/2.jpg`), html.includes(`${site}/3.jpg`)]).toEqual([1, true, true]); // prettier-ignore
  expect(await told()).toEqual(['post.changed']);

  await settle(`${site}/3.jpg`, copied());
  expect((await find('bread')).html.match(/<picture>/g)).toHaveLength(2);
  expect(await told()).toEqual(['post.changed']);
});

test('one copy serves every post that shows it; of drafts nothing is told', async () => {
  const [lexical, source] = [textOf(`${site}/1.jpg`), `${site}/1.jpg`];
  await take(
    ghostPost('bread', { lexical }),
    ghostPost('soup', { lexical }),
    ghostPost('secret', { lexical, status: 'draft' }),
  );
  await told();
  await settle(source, copied());
  expect(await told()).toEqual(['post.changed', 'post.changed']);
  expect((await find('soup')).html).toContain('<picture>');
  const [draft] = await under.rows<{ html: string }>(`select html from posts where slug = 'secret'`);
  expect(draft?.html).toContain('<picture>');
});

test('what an import writes anew keeps its copies; what is the same is not touched', async () => {
  const post = ghostPost('bread', { feature_image: `${site}/1.jpg`, lexical: textOf(`${site}/1.jpg`) });
  await take(post);
  await settle(`${site}/1.jpg`, copied());
  const before = await under.rows('select xmin from posts');
  await take(post);
  expect(await under.rows('select xmin from posts')).toEqual(before);
  await take({ ...post, title: 'Bread and butter', updated_at: '2026-11-03T09:00:00.000Z' });
  const changed = await find('bread');
  expect([changed.title, changed.picture?.set?.width]).toEqual(['Bread and butter', 1600]);
  expect(changed.html).toContain('<picture>');
  await take({
    ...post,
    feature_image: null,
    lexical: textOf(`${site}/2.jpg`),
    updated_at: '2026-11-04T09:00:00.000Z',
  });
  expect(await find('bread')).toMatchObject({ picture: null });
  expect((await find('bread')).html).not.toContain('/media/');
});

test('a picture that only http offers is shown once it is ours', async () => {
  await take(
    ghostPost('bread', { feature_image: 'http://plain.example/1.jpg', lexical: textOf('http://plain.example/1.jpg') }),
  );
  expect([(await find('bread')).picture, (await find('bread')).html]).toEqual([null, '']);
  await settle('http://plain.example/1.jpg', copied());
  const { picture, html } = await find('bread');
  expect([picture?.src.startsWith('/media/'), html.includes('<picture>')]).toEqual([true, true]);
});

test('so is one that stands in typed HTML or Markdown, and until then nobody is asked for it', async () => {
  const cards = [
    {
      type: 'html',
      html: '<figure><img src="http://plain.example/1.jpg?a=1&amp;b=2"><figcaption>Rye</figcaption></figure><p>x</p>',
    },
    { type: 'markdown', markdown: '![Soup](http://plain.example/2.jpg)' },
  ];
  const report = await take(
    ghostPost('bread', { lexical: JSON.stringify({ root: { type: 'root', children: cards } }) }),
  );
  expect(report.notes.join()).toContain('2 pictures are shown once copied, not being on https');
  expect((await find('bread')).html.trim()).toBe('<p>x</p>');
  expect((await copies()).map(({ source }) => source)).toEqual([
    'http://plain.example/1.jpg?a=1&b=2',
    'http://plain.example/2.jpg',
  ]);
  await settle('http://plain.example/1.jpg?a=1&b=2', copied());
  await settle('http://plain.example/2.jpg', copied());
  const { html } = await find('bread');
  expect(html.match(/<picture>/g)).toHaveLength(2);
  expect(html).toContain('<figcaption>Rye</figcaption>');
  expect(html).not.toContain('plain.example');
});

test('what never comes from http is never shown', async () => {
  await take(
    ghostPost('bread', {
      lexical: JSON.stringify({
        root: { type: 'root', children: [{ type: 'html', html: '<p>x</p><img src="http://plain.example/1.jpg">' }] },
      }),
    }),
  );
  await settle('http://plain.example/1.jpg', gone);
  expect((await find('bread')).html.trim()).toBe('<p>x</p>');
});

test('the members’ part of a text stays in its part', async () => {
  const root = {
    type: 'root',
    children: [
      { type: 'image', src: `${site}/open.jpg` },
      { type: 'paywall' },
      { type: 'image', src: `${site}/closed.jpg` },
    ],
  };
  await take(ghostPost('walled', { visibility: 'members', lexical: JSON.stringify({ root }) }));
  await told();
  await settle(`${site}/open.jpg`, copied());
  await settle(`${site}/closed.jpg`, copied());
  const [row] = await under.rows<{ html: string; teaser_html: string }>('select html, teaser_html from posts');
  expect([row?.html.match(/<picture>/g)?.length, row?.teaser_html.match(/<picture>/g)?.length]).toEqual([2, 1]);
  expect(await told()).toEqual(['post.changed']);
});

test('tags and authors show their copies too', async () => {
  const tags = [ghostTag('news', { feature_image: `${site}/tag.png` })];
  const authors = [ghostAuthor('wren', { profile_image: `${site}/wren.png` })];
  await take(ghostPost('bread', { tags, authors }));
  await told();
  await settle(`${site}/tag.png`, copied());
  await settle(`${site}/wren.png`, copied());
  expect(await told()).toEqual(['tag.changed', 'author.changed']);
  expect((await under.services.blog.findTag('news'))?.picture?.set?.width).toBe(1600);
  expect((await under.services.blog.findAuthor('wren'))?.picture?.set?.width).toBe(1600);
});

test('what does not come is asked for again, later and later, and given up after five days', async () => {
  const source = `${site}/1.jpg`;
  await take(ghostPost('bread', { lexical: textOf(source) }));
  const began = under.clock.now().getTime();
  let tries = 0;
  for (let [copy] = await copies(); copy?.state === 'wanted'; [copy] = await copies()) {
    under.clock.at(copy.next_try_at.toISOString());
    await settle(source, away);
    tries += 1;
  }
  expect(tries).toBe(10);
  expect(under.clock.now().getTime() - began).toBeGreaterThan(4 * 86_400_000);
  expect(await copies()).toMatchObject([{ state: 'refused', attempts: 10, trouble: 'The server does not answer.' }]);
  expect(await under.services.blog.listWantedPictures(operator, 10)).toEqual([]);
});

test('a picture that was settled is settled: what comes second changes nothing', async () => {
  const source = `${site}/1.jpg`;
  await take(ghostPost('bread', { lexical: textOf(source) }));
  await settle(source, copied());
  const before = await under.rows('select p.xmin, c.xmin, m.xmin from posts p, picture_copies c, media m');
  await told();
  await settle(source, gone);
  await settle(source, copied());
  expect(await under.rows('select p.xmin, c.xmin, m.xmin from posts p, picture_copies c, media m')).toEqual(before);
  expect(await told()).toEqual([]);
});

test.each([null, { id: '0199', roles: [] }])('others than editors may not: %j', async (viewer) => {
  const refusal = { status: 403 };
  const [, id] = ['', '01990000-0000-7000-8000-000000000000'];
  await expect(under.services.blog.listWantedPictures(viewer, 1)).rejects.toMatchObject(refusal);
  await expect(under.services.blog.findWantedPicture(viewer, id)).rejects.toMatchObject(refusal);
  await expect(under.services.blog.settlePicture(viewer, id, gone)).rejects.toMatchObject(refusal);
});
