import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { addWebhook, askGhost, listOf } from './ask-ghost.js';
import { startHookCatcher, type HookCatcher } from './hook-catcher.js';
import { startGhostServer, type GhostServer } from './start-ghost-server.js';
import { signWebhook } from './webhooks/sign-webhook.js';

const secret = 'whsec of a test';
const t = 1_795_420_050_241;
let ghost: GhostServer;
let catcher: HookCatcher;

beforeEach(async () => {
  catcher = await startHookCatcher();
  ghost = await startGhostServer({ at: '2026-11-23T07:00:00Z', seed: 7 });
});
afterEach(async () => {
  await ghost.stop();
  await catcher.stop();
});

const listen = async (...events: string[]) => {
  for (const event of events) await addWebhook(ghost, event, catcher.url, secret);
};
const caught = async () => {
  await ghost.webhooks.idle();
  return catcher.caught.splice(0).map(({ event }) => event);
};
const lifeOfAPost = ['added', 'edited', 'deleted', 'published', 'published.edited', 'unpublished', 'tag.attached'];
const everything = [...lifeOfAPost.map((event) => `post.${event}`), 'tag.added', 'site.changed'];

describe('signatures', () => {
  beforeEach(() => {
    ghost.settings.wall = () => t;
  });

  const hmac = (text: string | Buffer) => createHmac('sha256', secret).update(text).digest('hex');

  test('cover the raw body and the time right after it', async () => {
    await listen('post.added');
    ghost.operations.createPost({ title: 'Rhubarb & äpple', text: 'Rub. “So.”' });
    await ghost.webhooks.idle();
    const [hook] = catcher.caught;
    const signed = Buffer.concat([hook!.raw, Buffer.from(String(t))]);
    expect(hook!.headers['x-ghost-signature']).toBe(`sha256=${hmac(signed)}, t=${t}`);
    expect(hook!.headers).toMatchObject({
      'content-type': 'application/json',
      'content-version': 'v6.65',
      'user-agent': 'Ghost/6.65 (https://github.com/TryGhost/Ghost)',
      'content-length': String(hook!.raw.length),
    });
  });

  test('are those that a Ghost 6.65 was seen to send', () => {
    const sent = 'sha256=6b98d6a53129db1d89c0338d9aed2dc7d18fa6b5c8d47dd15ecbd6454bb17658, t=1795420050241';
    expect(signWebhook('whsec_test_0123456789', '{"event":"site.changed"}', t, 'body and time')).toBe(sent);
  });

  test('of an older Ghost cover the body alone and look the same', async () => {
    ghost.settings.signature = 'body';
    await listen('site.changed');
    ghost.operations.createTag({ name: 'Salt' });
    await ghost.webhooks.idle();
    const [hook] = catcher.caught;
    expect(hook!.raw.toString()).toBe('{"event":"site.changed"}');
    expect(hook!.headers['x-ghost-signature']).toBe(`sha256=${hmac(hook!.raw)}, t=${t}`);
  });

  test('are left out where there is no secret', async () => {
    await addWebhook(ghost, 'site.changed', catcher.url);
    ghost.operations.createTag({ name: 'Salt' });
    await ghost.webhooks.idle();
    expect(catcher.caught[0]!.headers).not.toHaveProperty('x-ghost-signature');
  });
});

describe('one change fires several', () => {
  beforeEach(() => listen(...everything));

  test('publishing, editing, tagging, unpublishing, deleting', async () => {
    const { operations } = ghost;
    const { id } = operations.createPost({ title: 'One', status: 'published', tags: ['news'] });
    expect(await caught()).toEqual(['post.tag.attached', 'post.added', 'post.published', 'site.changed']);
    operations.edit(id, { title: 'Two' });
    expect(await caught()).toEqual(['post.published.edited', 'post.edited', 'site.changed']);
    operations.delete(id);
    expect(await caught()).toEqual(['site.changed', 'post.unpublished', 'post.deleted']);
  });

  test('what stays hidden does not change the site', async () => {
    const { id } = ghost.operations.createPost({ title: 'One' });
    ghost.operations.edit(id, { title: 'Two' });
    ghost.operations.delete(id);
    expect(await caught()).toEqual(['post.added', 'post.edited', 'post.deleted']);
  });

  test('saving the same again fires nothing', async () => {
    const { id } = ghost.operations.createPost({ title: 'One' });
    await caught();
    ghost.operations.edit(id, { title: 'One' });
    expect(await caught()).toEqual([]);
  });

  test('bulk changes fire site.changed alone, and the deletion of drafts nothing', async () => {
    const { operations } = ghost;
    const out = operations.createPost({ title: 'Out', status: 'published' });
    const draft = operations.createPost({ title: 'Draft' });
    await caught();
    operations.bulkEdit([out.id, draft.id], { action: 'feature' });
    operations.bulkEdit([out.id, draft.id], { action: 'unpublish' });
    expect(await caught()).toEqual(['site.changed', 'site.changed']);
    operations.bulkDelete([out.id, draft.id]);
    expect(await caught()).toEqual([]);
  });

  test('bodies for members, and old ones, leave in full', async () => {
    const { id } = ghost.operations.createPost({
      title: 'S',
      text: 'Secret one',
      visibility: 'members',
      status: 'published',
    });
    ghost.operations.edit(id, { text: 'Second' });
    await ghost.webhooks.idle();
    const edited = catcher.caught.find(({ event }) => event === 'post.edited')!.raw.toString();
    expect(edited).toContain('<p>Second</p>');
    expect(edited).toContain('Secret one');
    expect(edited).toContain('owner@rose-ash.test');
  });
});

describe('sending', () => {
  test('each is tried once, whatever the answer', async () => {
    await listen('tag.added');
    catcher.manner = 500;
    ghost.operations.createTag({ name: 'Salt' });
    expect(await caught()).toEqual(['tag.added']);
    expect(ghost.webhooks.sent).toMatchObject([{ outcome: 500 }]);
  });

  test('one waits for the other, two seconds at most', async () => {
    await listen('tag.added', 'site.changed');
    catcher.manner = 'silence';
    const began = performance.now();
    ghost.operations.createTag({ name: 'Salt' });
    await ghost.webhooks.idle();
    expect(ghost.webhooks.sent.map(({ event, outcome }) => [event, outcome])).toEqual([
      ['tag.added', 'no answer'],
      ['site.changed', 'no answer'],
    ]);
    expect(performance.now() - began).toBeGreaterThan(3900);
  });

  test('410 removes the webhook', async () => {
    await listen('tag.added');
    const id = [...ghost.world.webhooks.keys()][0]!;
    catcher.manner = 410;
    ghost.operations.createTag({ name: 'Salt' });
    await ghost.webhooks.idle();
    ghost.operations.createTag({ name: 'Oil' });
    expect(await caught()).toEqual(['tag.added']);
    expect((await askGhost(ghost, `/webhooks/${id}/`, { method: 'DELETE' })).status).toBe(404);
  });

  test('private addresses get nothing where Ghost was not told otherwise', async () => {
    ghost.settings.allowInternalTargets = false;
    await listen('tag.added');
    ghost.operations.createTag({ name: 'Salt' });
    expect(await caught()).toEqual([]);
    expect(ghost.webhooks.sent).toMatchObject([{ outcome: 'refused' }]);
  });
});

describe('keeping webhooks', () => {
  const add = (event: string, target_url = catcher.url) =>
    askGhost(ghost, '/webhooks/', { method: 'POST', body: { webhooks: [{ event, target_url }] } });

  test('the same twice is 422, an event that there is not is 201', async () => {
    expect((await add('tag.added')).status).toBe(201);
    expect((await add('tag.added')).status).toBe(422);
    expect((await add('tag.added', `${catcher.url}/other`)).status).toBe(201);
    expect((await add('no.such.event')).status).toBe(201);
  });

  test('they move and go by id', async () => {
    const { id } = await addWebhook(ghost, 'tag.added', `${catcher.url}/old`);
    const body = { webhooks: [{ target_url: `${catcher.url}/new` }] };
    expect((await askGhost(ghost, `/webhooks/${id}/`, { method: 'PUT', body })).status).toBe(200);
    ghost.operations.createTag({ name: 'Salt' });
    await ghost.webhooks.idle();
    expect(catcher.caught.map(({ path }) => path)).toEqual(['/hook/new']);
    expect((await askGhost(ghost, `/webhooks/${id}/`, { method: 'DELETE' })).status).toBe(204);
    ghost.operations.createTag({ name: 'Oil' });
    await ghost.webhooks.idle();
    expect(catcher.caught).toHaveLength(1);
  });
});

describe('faults of webhooks', () => {
  const names = Array.from({ length: 30 }, (_, at) => `tag ${at}`);
  const order = async () => {
    await ghost.webhooks.idle();
    return catcher.caught.map(({ raw }) => (JSON.parse(raw.toString()) as Tagged).tag.current.name);
  };
  interface Tagged {
    tag: { current: { name: string } };
  }

  beforeEach(() => listen('tag.added'));
  const fireAll = () => names.forEach((name) => ghost.operations.createTag({ name }));

  test('lost', async () => {
    ghost.faults.webhooks.lose = 0.5;
    fireAll();
    const came = await order();
    expect(came.length).toBeGreaterThan(5);
    expect(came.length).toBeLessThan(25);
    expect(came).toEqual(names.filter((name) => came.includes(name)));
    expect(await listOf(ghost, '/tags/?limit=100')).toHaveLength(31);
  });

  test('doubled', async () => {
    ghost.faults.webhooks.double = 0.5;
    fireAll();
    const came = await order();
    expect(new Set(came)).toEqual(new Set(names));
    expect(came.length).toBeGreaterThan(35);
  });

  test('shuffled', async () => {
    ghost.faults.webhooks.shuffle = true;
    fireAll();
    const came = await order();
    expect(came).not.toEqual(names);
    expect([...came].sort()).toEqual([...names].sort());
  });

  test('delayed', async () => {
    ghost.faults.webhooks.delayMs = 150;
    const began = performance.now();
    ghost.operations.createTag({ name: 'Salt' });
    expect(await order()).toEqual(['Salt']);
    expect(performance.now() - began).toBeGreaterThan(140);
  });
});
