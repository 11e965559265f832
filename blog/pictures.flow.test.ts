import { randomBytes } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { operator } from '@rose-ash/shared/contracts/viewer';
import { startAppUnderTest, type AppUnderTest } from '@rose-ash/shared/testing/app-under-test';
import { eventually } from '@rose-ash/shared/testing/eventually';
import { ghostPost } from '@rose-ash/shared/testing/ghost-answers';
import { fromAPhone, mediaFolderUnderTest, type MediaFolderUnderTest } from '@rose-ash/shared/testing/pictures';
import { servicesOn, type ServicesOn } from '@rose-ash/shared/testing/services-on';
import { app } from './app.js';
import { wire } from './services.js';

const redisPrefix = `test-${randomBytes(6).toString('hex')}`;

let folder: MediaFolderUnderTest;
let blog: AppUnderTest;
let elsewhere: ServicesOn;
let ghost: Server;
let origin: string;
let asked: string[];

/** A server of pictures as they are found: one that is well, and others that are not. */
function misbehaving(picture: Buffer): RequestListener {
  const answers: Record<string, RequestListener> = {
    '/well.jpg': (_, response) => response.end(picture),
    '/moved.jpg': (_, response) => response.writeHead(301, { location: '/well.jpg' }).end(),
    '/inside.jpg': (_, response) => response.writeHead(302, { location: `http://127.0.0.1:${portOf(ghost)}/well.jpg` }).end(), // prettier-ignore
    '/round.jpg': (_, response) => response.writeHead(302, { location: '/round.jpg' }).end(),
    '/words.jpg': (_, response) => response.writeHead(200, { 'content-type': 'image/jpeg' }).end('<html>Not found'),
    '/program.svg': (_, response) => response.end('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
    '/half.jpg': (_, response) => response.end(picture.subarray(0, 2000)),
    '/cut.jpg': (request, response) => {
      response.writeHead(200, { 'content-length': String(picture.length) }).write(picture.subarray(0, 900));
      setImmediate(() => request.socket.destroy());
    },
    '/huge.jpg': (_, response) => response.writeHead(200, { 'content-length': '900000000' }).write(picture),
    '/busy.jpg': (_, response) => response.writeHead(503).end(),
    '/nothing.jpg': (_, response) => response.end(),
  };
  return (request, response) => {
    const [path = ''] = (request.url ?? '').split('?');
    asked.push(request.url ?? '');
    const answer = answers[path] ?? ((_, missing) => missing.writeHead(404).end());
    answer(request, response);
  };
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;

beforeAll(async () => {
  asked = [];
  ghost = createServer(misbehaving(await fromAPhone())).listen(0, '127.0.0.1');
  await new Promise((resolve) => ghost.once('listening', resolve));
  origin = `http://localhost:${portOf(ghost)}`;
  folder = await mediaFolderUnderTest();
  blog = await startAppUnderTest(app, wire, { env: { MEDIA_DIR: folder.root, REDIS_PREFIX: redisPrefix } });
  elsewhere = await servicesOn(blog.databaseUrl, redisPrefix);
});

afterAll(async () => {
  await elsewhere.close();
  await blog.stop();
  await folder.remove();
  ghost.closeAllConnections();
  await new Promise((resolve) => ghost.close(resolve));
});

const textOf = (...sources: string[]) =>
  JSON.stringify({ root: { type: 'root', children: sources.map((src) => ({ type: 'image', src, alt: 'Bread' })) } });

interface CopyRow {
  source: string;
  state: string;
  attempts: number;
  trouble: string | null;
}

const rows = () => elsewhere.rows<CopyRow>('select source, state, attempts, trouble from picture_copies');

const take = (...posts: unknown[]) => elsewhere.services.blog.importGhost(operator, origin, { posts });

test('a picture of an old site is fetched, and readers get it from us', async () => {
  await take(ghostPost('bread', { feature_image: `${origin}/well.jpg`, lexical: textOf(`${origin}/moved.jpg`) }));
  expect((await blog.ask('/bread/')).text).not.toContain('<picture>');
  const { text } = await eventually(
    () => blog.ask('/bread/'),
    (page) => (page.text.match(/<picture>/g) ?? []).length === 2,
    60_000,
  );
  expect(text).not.toContain(origin);
  const addresses = [...text.matchAll(/\/media\/[0-9a-f]{64}\/\d+\.[a-z]+/g)].map(([address]) => address);
  expect(addresses.length).toBeGreaterThanOrEqual(10);
  for (const address of new Set(addresses)) expect((await blog.ask(address)).status).toBe(200);

  const feed = await blog.ask('/rss/');
  expect(feed.text).toContain('/media/');
  expect(feed.text).not.toContain('class=&quot;blur&quot;');
  expect(feed.text).not.toContain('data:image');
});

test('a picture in typed HTML that only http offers is asked for by us, and by no reader', async () => {
  const html = `<p>Rye.</p><img src="${origin}/well.jpg?typed" alt="Rye"><img srcset="${origin}/set.jpg 2x" style="background:url(${origin}/style.jpg)">`;
  await take(
    ghostPost('typed', { lexical: JSON.stringify({ root: { type: 'root', children: [{ type: 'html', html }] } }) }),
  );
  expect((await blog.ask('/typed/')).text).not.toContain(origin);
  const { text } = await eventually(
    () => blog.ask('/typed/'),
    (page) => page.text.includes('<picture>'),
    60_000,
  );
  expect(text).not.toContain(origin);
  expect(asked.filter((path) => /typed|set|style/.test(path))).toEqual(['/well.jpg?typed']);
});

test.each([
  ['missing.jpg', 'refused', 'The server answered 404.'],
  ['words.jpg', 'refused', 'This file does not fit: the pictures taken are JPEG, PNG, WebP, AVIF and GIF.'],
  ['nothing.jpg', 'refused', 'This file does not fit: the pictures taken are JPEG, PNG, WebP, AVIF and GIF.'],
  ['program.svg', 'refused', 'This file does not fit: the pictures taken are JPEG, PNG, WebP, AVIF and GIF.'],
  ['half.jpg', 'refused', 'The picture is broken.'],
  ['huge.jpg', 'refused', null],
  ['inside.jpg', 'refused', null],
  ['round.jpg', 'wanted', null],
  ['cut.jpg', 'wanted', null],
  ['busy.jpg', 'wanted', 'The server answered 503.'],
])('%s leaves the post as it is, and is %s', async (name, state, trouble) => {
  const source = `${origin}/${name}`;
  const slug = name.replace(/\..*/, '');
  await take(ghostPost(slug, { html: '<p>All the same.</p>', feature_image: source }));
  const found = await eventually(
    async () => (await rows()).find((row) => row.source === source),
    (row) => row !== undefined && row.attempts > 0,
    60_000,
  );
  expect(found).toMatchObject({ state, attempts: 1, ...(trouble === null ? {} : { trouble }) });
  expect(found?.trouble).not.toBe('');
  const page = await blog.ask(`/${slug}/`);
  expect([page.status, page.text.includes('All the same.'), page.text.includes('<picture>')]).toEqual([
    200,
    true,
    false,
  ]);
  expect(await elsewhere.rows('select * from dead_jobs')).toEqual([]);
});

test('nothing that was refused was asked for a second time, and nothing is left half done', async () => {
  for (const path of ['/missing.jpg', '/words.jpg', '/half.jpg', '/huge.jpg', '/inside.jpg']) {
    expect(asked.filter((one) => one === path)).toHaveLength(1);
  }
  expect((await folder.files()).filter((path) => path.startsWith('incoming'))).toEqual([]);
});
