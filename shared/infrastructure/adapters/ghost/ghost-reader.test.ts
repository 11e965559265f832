import { createHmac } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { closeServer } from '../../../dev/process/close-server.js';
import { createHttpClient } from '../../http/client/create-http-client.js';
import type { HttpClient } from '../../http/client/http-client.js';
import { ghostReader } from './ghost-reader.js';

const secret = '5a'.repeat(32);
const key = `${'0b'.repeat(12)}:${secret}`;
const now = new Date('2026-11-27T12:00:00.500Z');

const opened: { server: Server; http: HttpClient }[] = [];

afterEach(async () => {
  for (const { server, http } of opened.splice(0)) {
    http.close();
    await closeServer(server);
  }
});

/** A Ghost that answers each request as told, in turn; the last one again and again. */
async function reading(path: string, ...answers: RequestListener[]) {
  const asked: { url: URL; headers: Record<string, unknown> }[] = [];
  const waited: number[] = [];
  const server = createServer((request, response) => {
    asked.push({ url: new URL(request.url ?? '', 'http://ghost'), headers: request.headers });
    (answers[asked.length - 1] ?? answers.at(-1))?.(request, response);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const http = createHttpClient({ version: '1', baseUrl: 'https://rose-ash.test/', allowedOrigins: [origin] });
  opened.push({ server, http });
  const wait = (ms: number) => Promise.resolve(waited.push(ms));
  return { reader: ghostReader({ site: origin + path, key, http, clock: () => now, wait }), asked, waited };
}

const json =
  (status: number, body: object, headers: Record<string, string> = {}): RequestListener =>
  (_, response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

const thing = (id: string, updatedAt = '2026-11-20T10:00:00.000Z') => ({ id, updated_at: updatedAt });
const page = (kind: string, ...things: object[]) => json(200, { [kind]: things, meta: { pagination: { total: 90 } } });

test('it shows a token as Ghost wants it, made for this moment', async () => {
  const { reader, asked } = await reading('/news/', page('tags'));
  await reader.readAfter('tags', null);
  const [, token = ''] = String(asked[0]?.headers['authorization']).split('Ghost ');
  const [head = '', claims = '', signature] = token.split('.');
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as unknown;
  expect(read(head)).toEqual({ alg: 'HS256', typ: 'JWT', kid: '0b'.repeat(12) });
  const iat = Math.floor(now.getTime() / 1000);
  expect(read(claims)).toEqual({ iat, exp: iat + 240, aud: '/admin/' });
  const made = createHmac('sha256', Buffer.from(secret, 'hex')).update(`${head}.${claims}`).digest('base64url');
  expect(signature).toBe(made);
  expect(asked[0]?.url.pathname).toBe('/news/ghost/api/admin/tags/');
});

test('it reads in the order of the changes, and goes on behind the last one', async () => {
  const full = Array.from({ length: 25 }, (_, index) => thing(`p${index}`));
  const { reader, asked } = await reading('', page('posts', ...full), page('posts', thing('z')), page('posts'));
  const first = await reader.readAfter('posts', null);
  expect(first).toMatchObject({ next: { id: 'p24', updatedAt: new Date('2026-11-20T10:00:00.000Z') }, left: 90 });
  const second = await reader.readAfter('posts', first.next);
  expect(second).toMatchObject({ next: null, last: { id: 'z' } });
  await reader.readAfter('posts', { updatedAt: new Date('2026-11-20T10:00:00.000Z'), id: null });
  const said = (index: number, name: string) => asked[index]?.url.searchParams.get(name);
  expect([said(0, 'filter'), said(0, 'order'), said(0, 'formats'), said(0, 'include')]).toEqual([
    null,
    'updated_at asc,id asc',
    'html,lexical,mobiledoc',
    'tags,authors,tiers',
  ]);
  expect(said(1, 'filter')).toBe(`updated_at:>'2026-11-20 10:00:00',(updated_at:'2026-11-20 10:00:00'+id:>'p24')`);
  expect(said(2, 'filter')).toBe(`updated_at:>='2026-11-20 10:00:00'`);
});

test('ids come from the search index at once, or page by page where it tells of no more', async () => {
  const few = await reading('', page('posts', { id: 'a' }, { id: 'b' }));
  expect(await few.reader.readIds('posts')).toEqual(['a', 'b']);
  expect(few.asked.map(({ url }) => url.pathname)).toEqual(['/ghost/api/admin/search-index/posts/']);
});

test('ten thousand are too many for the index', async () => {
  const ids = (count: number, from = 0) => Array.from({ length: count }, (_, index) => ({ id: `i${from + index}` }));
  const { reader, asked } = await reading('', page('pages', ...ids(10_000)), page('pages', ...ids(100)), page('pages', ...ids(7, 100))); // prettier-ignore
  expect(await reader.readIds('pages')).toHaveLength(107);
  expect(asked[2]?.url.searchParams.get('filter')).toBe(`id:>'i99'`);
});

test.each([401, 403])('%d is not asked a second time', async (status) => {
  const { reader, asked } = await reading('', json(status, { errors: [{ code: 'UNKNOWN_ADMIN_API_KEY' }] }));
  await expect(reader.readAfter('posts', null)).rejects.toMatchObject({
    code: 'ghost-refused',
    sentence: `The Ghost does not take our key: it answered ${status} (UNKNOWN_ADMIN_API_KEY).`,
  });
  expect(asked).toHaveLength(1);
});

test('a Ghost that was asked too often is left alone for a minute, longer each time, or as long as it says', async () => {
  const busy = json(429, { errors: [] });
  const { reader, waited } = await reading('', busy, busy, json(429, {}, { 'retry-after': '7' }), page('tags'));
  await reader.readAfter('tags', null);
  expect(waited).toEqual([60_000, 120_000, 7_000]);
});

test.each<[string, RequestListener]>([
  ['500', json(500, { errors: [] })],
  ['half an answer', (_, response) => response.writeHead(200).end('{"posts": [{"id": "a"')],
  ['a proxy’s page', (_, response) => response.end('<html>')],
  [
    'a broken connection',
    (request, response) => {
      response.writeHead(200, { 'content-length': '999' }).write('{');
      setImmediate(() => request.socket.destroy());
    },
  ],
])('%s may be better next time, and is asked for six times', async (_, fault) => {
  const healed = await reading('', fault, fault, page('posts', thing('a')));
  expect((await healed.reader.readAfter('posts', null)).last?.id).toBe('a');
  expect(healed.waited).toHaveLength(2);
  expect(healed.waited[1]).toBeGreaterThan((healed.waited[0] ?? 0) * 0.6);
});

test('what stays away is said to be away', async () => {
  const { reader, asked } = await reading('', json(502, {}));
  await expect(reader.readAfter('posts', null)).rejects.toMatchObject({ code: 'ghost-away' });
  expect(asked).toHaveLength(6);
});

test.each([json(200, { pages: [] }), json(200, { posts: [{}] }), json(404, { errors: [{ code: 'x' }] })])(
  'what is nothing that a Ghost says is refused at once',
  async (answer) => {
    const { reader, asked } = await reading('', answer);
    await expect(reader.readAfter('posts', null)).rejects.toMatchObject({ code: 'ghost-answer' });
    expect(asked).toHaveLength(1);
  },
);

const line = (id: string, at: string, more: object = {}) => ({
  ...{ id, resource_id: `r-${id}`, resource_type: 'post', context: '{"type":"post"}', created_at: at },
  ...more,
});

test('of the log of actions it is told what was touched since then and a minute before, each thing once', async () => {
  const lines = [
    line('9', '2026-11-20T10:05:00.000Z'),
    line('8', '2026-11-20T10:04:00.000Z', { resource_id: 'r-9' }),
    line('7', '2026-11-20T10:03:00.000Z', { context: '{"type":"page"}' }),
    line('6', '2026-11-20T10:02:00.000Z', { resource_type: 'tag', context: null }),
    line('5', '2026-11-20T10:01:00.000Z', { resource_type: 'user', context: 'no json' }),
    line('4', '2026-11-20T10:00:30.000Z', { resource_type: 'setting' }),
    line('3', '2026-11-20T09:58:59.000Z'),
  ];
  const { reader, asked } = await reading('', page('actions', ...lines));
  const news = await reader.readNews({ updatedAt: new Date('2026-11-20T10:00:00.000Z'), id: '3' });
  expect(news).toEqual({
    newest: { updatedAt: new Date('2026-11-20T10:05:00.000Z'), id: '9' },
    isBack: false,
    touched: { posts: ['r-9'], pages: ['r-7'], tags: ['r-6'], users: ['r-5'] },
    unnamed: [],
    deleted: [],
    deletedUnnamed: [],
    sides: ['settings'],
    members: [],
  });
  expect(asked).toHaveLength(1);
});

test('what was deleted is not asked for, also where it was edited before', async () => {
  const at = '2026-11-20T10:05:00.000Z';
  const gone = [
    line('9', at, { resource_id: 'g', event: 'deleted' }),
    line('8', at, { resource_id: 'g', event: 'edited' }),
  ];
  const { reader } = await reading('', page('actions', ...gone, line('7', at)));
  const news = await reader.readNews({ updatedAt: new Date('2026-11-20T10:00:00.000Z'), id: '3' });
  expect(news.touched.posts).toEqual(['r-7']);
  expect(news.deleted).toEqual(['g']);
});

test('an edit of many at once, which names none, is told once', async () => {
  const bulk = line('7', '2026-11-20T10:05:00.000Z', { resource_id: null });
  const { reader } = await reading('', page('actions', bulk, line('6', '2026-11-20T10:00:00.000Z')));
  const first = await reader.readNews({ updatedAt: new Date('2026-11-20T10:00:00.000Z'), id: '6' });
  expect(first.unnamed).toEqual(['posts']);
  expect((await reader.readNews(first.newest)).unnamed).toEqual([]);
});

test('of many deleted at once the log says that they were, and of which kind only where it knows', async () => {
  const at = '2026-11-20T10:05:00.000Z';
  const since = { updatedAt: new Date('2026-11-20T10:00:00.000Z'), id: '6' };
  const bulk = (context: string) => line('7', at, { resource_id: null, event: 'deleted', context });
  const pages = await reading('', page('actions', bulk('{"type":"page","count":2}')));
  expect(await pages.reader.readNews(since)).toMatchObject({ deletedUnnamed: ['pages'], unnamed: [], deleted: [] });
  const either = await reading('', page('actions', bulk('{"count":2}')));
  expect((await either.reader.readNews(since)).deletedUnnamed).toEqual(['posts', 'pages']);
});

test('whoever comes for the first time is told only where the log ends', async () => {
  const { reader, asked } = await reading('', page('actions', line('9', '2026-11-20T10:05:00.000Z')));
  expect(await reader.readNews(null)).toEqual({
    newest: { updatedAt: new Date('2026-11-20T10:05:00.000Z'), id: '9' },
    isBack: false,
    touched: { posts: [], pages: [], tags: [], users: [] },
    unnamed: [],
    deleted: [],
    deletedUnnamed: [],
    sides: [],
    members: [],
  });
  expect(asked[0]?.url.searchParams.get('limit')).toBe('1');
});

test('the log names sides and members; where several members were changed at once it names none', async () => {
  const at = '2026-11-20T10:05:00.000Z';
  const since = { updatedAt: new Date('2026-11-20T10:00:00.000Z'), id: '3' };
  const member = (id: string, resource_id: string | null) => line(id, at, { resource_type: 'member', resource_id });
  const tier = line('9', at, { resource_type: 'product' });
  const { reader } = await reading('', page('actions', tier, member('8', 'm'), member('7', 'm'), member('6', 'n')));
  expect(await reader.readNews(since)).toMatchObject({ sides: ['tiers', 'members'], members: ['m', 'n'], unnamed: [] });
  const bulk = await reading('', page('actions', member('8', 'm'), member('7', null)));
  expect(await bulk.reader.readNews(since)).toMatchObject({ sides: ['members'], members: null });
});

test('what is short is read whole, over as many pages as it has', async () => {
  const many = Array.from({ length: 100 }, (_, index) => ({ id: `t${index}` }));
  const { reader, asked } = await reading('', page('tiers', ...many), page('tiers', { id: 'last' }), page('settings'));
  expect(await reader.readWhole('tiers')).toEqual({ tiers: [...many, { id: 'last' }] });
  expect(asked.map(({ url }) => url.searchParams.get('page'))).toEqual(['1', '2']);
  expect(await reader.readWhole('settings')).toMatchObject({ settings: [] });
});

test.each([
  [
    'ends before it was read to',
    [line('2', '2026-11-20T09:00:00.000Z')],
    { updatedAt: new Date('2026-11-20T09:00:00.000Z'), id: '2' },
  ],
  ['is empty', [], { updatedAt: new Date(0), id: null }],
])('a log that %s is back, and read on from its end', async (_, lines, newest) => {
  const { reader } = await reading('', page('actions', ...lines));
  const since = { updatedAt: new Date('2026-11-20T10:00:00.000Z'), id: '3' };
  expect(await reader.readNews(since)).toMatchObject({ isBack: true, newest, unnamed: [] });
  expect(await reader.readNews(newest)).toMatchObject({ isBack: false });
});

test('who is deleted leaves posts and pages to somebody, and a line about several posts may mean pages', async () => {
  const at = '2026-11-20T10:05:00.000Z';
  const since = { updatedAt: new Date('2026-11-20T10:00:00.000Z'), id: '6' };
  const unnamed = async (more: object) => {
    const { reader } = await reading('', page('actions', line('7', at, { event: 'edited', ...more })));
    return (await reader.readNews(since)).unnamed;
  };
  expect(await unnamed({ resource_type: 'user', event: 'deleted' })).toEqual(['posts', 'pages']);
  expect(await unnamed({ resource_id: null })).toEqual(['posts', 'pages']);
  expect(await unnamed({ resource_id: null, context: '{"type":"post","action_name":"featured"}' })).toEqual(['posts']);
});
