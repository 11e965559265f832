import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { GhostDelivery, GhostHintKind } from '../../../../contracts/ghost-webhooks.js';
import { operator } from '../../../../contracts/viewer.js';
import { registryUnderTest, type RegistryUnderTest } from '../../../../testing/registry-under-test.js';

const site = 'https://old.example';
let under: RegistryUnderTest;

beforeAll(async () => {
  under = await registryUnderTest();
});

beforeEach(() => under.rows('truncate ghost_deliveries, ghost_webhooks'));

afterAll(() => under.close());

const idOf = (name: string) => createHash('md5').update(name).digest('hex').slice(0, 24);

function delivery(text: string, kind: GhostHintKind | null = 'posts', name = 'bread'): GhostDelivery {
  const digest = createHash('sha256').update(text).digest('hex');
  return { digest, event: 'post.edited', kind, id: kind && idOf(name) };
}

const keep = (one: GhostDelivery, of = site) => under.services.blog.keepGhostDelivery(operator, of, one);
const hints = (of = site) => under.services.blog.findGhostHints(operator, of);

test('the same delivery twice is one, and says so', async () => {
  expect(await keep(delivery('a'))).toBe('kept');
  expect(await keep(delivery('a'))).toBe('known');
  expect(await under.rows('select digest from ghost_deliveries')).toHaveLength(1);
});

test('what is about one thing is one hint; what is about the whole site names nothing and is heeded, too', async () => {
  for (const text of ['a', 'b', 'c']) await keep(delivery(text));
  await keep(delivery('d', 'posts', 'soup'));
  await keep(delivery('e', 'tags', 'news'));
  await keep(delivery('f', 'members', 'wren'));
  await keep(delivery('g', null));
  const { touched, deliveries } = await hints(`${site}/ghost/`);
  expect(touched).toEqual({
    posts: [idOf('bread'), idOf('soup')],
    tags: [idOf('news')],
    members: [idOf('wren')],
  });
  expect(deliveries).toHaveLength(7);
  expect(await hints('https://else.example')).toEqual({ touched: {}, deliveries: [] });
});

test('a reading heeds what it began with; what came meanwhile is for the next one', async () => {
  await keep(delivery('before'));
  const known = await hints();
  await keep(delivery('meanwhile'));
  await under.services.blog.heedGhostHints(operator, known);
  expect(await hints()).toEqual({
    touched: { posts: [idOf('bread')] },
    deliveries: [delivery('meanwhile').digest],
  });
});

test('what was heeded is still known, so that it does nothing when it is sent again', async () => {
  await keep(delivery('a'));
  await under.services.blog.heedGhostHints(operator, await hints());
  expect(await keep(delivery('a'))).toBe('known');
  expect(await hints()).toEqual({ touched: {}, deliveries: [] });
});

test('after a day they are forgotten, heeded or not', async () => {
  under.clock.at('2026-11-24T11:59:59Z');
  for (const text of ['a', 'b']) await keep(delivery(text));
  under.clock.at('2026-11-24T12:00:01Z');
  await keep(delivery('c'));
  under.clock.at('2026-11-25T12:00:00Z');
  await keep(delivery('d'));
  const rows = await under.rows<{ digest: string }>('select digest from ghost_deliveries order by received_at');
  expect(rows.map(({ digest }) => digest)).toEqual([delivery('c').digest, delivery('d').digest]);
});

test('nothing of what a webhook says has a place to be kept in', async () => {
  const columns = await under.rows<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = 'ghost_deliveries'::regclass and attnum > 0 order by 1`,
  );
  expect(columns.map(({ name }) => name)).toEqual([
    'digest',
    'event',
    'ghost_id',
    'heeded',
    'kind',
    'received_at',
    'site',
  ]);
});

test('our webhooks are kept by their ids, and those of another Ghost are another matter', async () => {
  const { blog } = under.services;
  const webhook = { id: idOf('hook'), event: 'post.edited', targetUrl: 'https://blog.rose.example/webhooks/ghost' };
  await blog.keepGhostWebhook(operator, site, webhook);
  await blog.keepGhostWebhook(operator, `${site}/`, { ...webhook, targetUrl: 'https://new.example/' });
  expect(await blog.listGhostWebhooks(operator, site)).toEqual([{ ...webhook, targetUrl: 'https://new.example/' }]);
  expect(await blog.listGhostWebhooks(operator, 'https://else.example')).toEqual([]);
  await blog.forgetGhostWebhook(operator, site, webhook.id);
  expect(await blog.listGhostWebhooks(operator, site)).toEqual([]);
});

test.each([null, { id: '0199', roles: [] }])('others than editors may not: %j', async (viewer) => {
  const { blog } = under.services;
  const webhook = { id: 'a', event: 'b', targetUrl: 'c' };
  const calls = [
    () => blog.keepGhostDelivery(viewer, site, delivery('a')),
    () => blog.findGhostHints(viewer, site),
    () => blog.heedGhostHints(viewer, { touched: {}, deliveries: [] }),
    () => blog.listGhostWebhooks(viewer, site),
    () => blog.keepGhostWebhook(viewer, site, webhook),
    () => blog.forgetGhostWebhook(viewer, site, 'a'),
  ];
  for (const call of calls) await expect(call()).rejects.toMatchObject({ status: 403 });
});
