import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addWebhook, askGhost } from './ask-ghost.js';
import { startHookCatcher, type HookCatcher } from './hook-catcher.js';
import { fieldsOf, recordedFields } from './recorded-fields.js';
import { tokenFor } from './http/token-for.js';
import { startGhostServer, type GhostServer } from './start-ghost-server.js';

let ghost: GhostServer;

beforeAll(async () => {
  ghost = await startGhostServer({ at: '2026-11-23T08:00:00Z' });
  const { operations } = ghost;
  operations.createTag({ name: 'Recipes' });
  operations.createPost({ title: 'Crumble', text: 'Rub.', status: 'published', tags: ['recipes'] });
  operations.createPage({ title: 'Rules', text: 'One vote.', status: 'published' });
  operations.createMember({ email: 'ann@example.test', labels: ['veg-box'] });
  const doomed = operations.createTag({ name: 'Doomed' });
  operations.deleteTag(doomed.id);
});
afterAll(() => ghost.stop());

const idOf = (slug: string) => [...ghost.world.texts.values()].find((text) => text.slug === slug)?.id ?? '';

describe('answers have the fields that a Ghost 6.65 was seen to answer', () => {
  test.each([
    ['admin.posts.browse', '/posts/?formats=html,lexical&include=tags,authors,tiers,newsletter&limit=2'],
    ['admin.pages.browse', '/pages/?formats=html,lexical&include=tags,authors'],
    ['admin.ids.reconcile', '/posts/?fields=id,updated_at,status&limit=100&order=id%20asc'],
    ['admin.search-index.posts', '/search-index/posts/'],
    ['admin.site', '/site/'],
    ['admin.users', '/users/?include=roles'],
    ['admin.newsletters', '/newsletters/'],
    ['admin.members', '/members/?include=newsletters,labels'],
    ['admin.actions', '/actions/?filter=event:deleted&include=actor,resource'],
  ])('%s', async (recorded, path) => {
    const { body } = await askGhost(ghost, path);
    expect(fieldsOf(body)).toEqual(recordedFields(recorded));
  });

  test('admin.posts.read', async () => {
    const path = `/posts/${idOf('crumble')}/?formats=html,lexical,plaintext&include=tags,authors,post_revisions`;
    expect(fieldsOf((await askGhost(ghost, path)).body)).toEqual(recordedFields('admin.posts.read'));
  });

  test.each([
    ['admin.posts.create.response', '/posts/', { posts: [{ title: 'New', tags: [{ slug: 'recipes' }] }] }],
    ['admin.pages.create.response', '/pages/', { pages: [{ title: 'New page' }] }],
    ['admin.tags.create.response', '/tags/', { tags: [{ name: 'New tag' }] }],
    ['admin.members.create.response', '/members/', { members: [{ email: 'bo@example.test', labels: ['x'] }] }],
    ['admin.webhooks.create.response', '/webhooks/', { webhooks: [{ event: 'x', target_url: 'http://127.0.0.1:9/' }] }],
  ])('%s', async (recorded, path, sent) => {
    const { status, body } = await askGhost(ghost, path, { method: 'POST', body: sent });
    expect({ status, fields: fieldsOf(body) }).toEqual({ status: 201, fields: recordedFields(recorded) });
  });

  test('errors', async () => {
    const wrong = { authorization: `Ghost ${tokenFor(ghost.key, Date.now() / 1000, { aud: '/content/' })}` };
    const answers = {
      'admin.error.401': await askGhost(ghost, '/posts/', { headers: wrong }),
      'admin.error.403-integration': await askGhost(ghost, '/settings/', { method: 'PUT', body: { settings: [] } }),
      'admin.error.406': await askGhost(ghost, '/nothing/', { headers: { 'accept-version': 'v6.0' } }),
    };
    for (const [recorded, { body }] of Object.entries(answers)) {
      expect(fieldsOf(body)).toEqual(recordedFields(recorded));
    }
    expect(Object.values(answers).map(({ status }) => status)).toEqual([401, 403, 406]);
  });
});

describe('webhooks have the fields that a Ghost 6.65 was seen to send', () => {
  let catcher: HookCatcher;
  const names = [
    ...['post.added', 'post.published', 'post.tag.attached', 'post.edited', 'post.published.edited'],
    ...['post.unpublished', 'post.deleted', 'page.added', 'page.published', 'page.published.edited'],
    ...['post.scheduled', 'post.rescheduled', 'post.unscheduled', 'site.changed'],
    ...['tag.added', 'tag.edited', 'tag.deleted', 'member.added', 'member.edited', 'member.deleted'],
  ];

  beforeAll(async () => {
    catcher = await startHookCatcher();
    for (const name of names) await addWebhook(ghost, name, catcher.url);
    liveOnce();
    await ghost.webhooks.idle();
  });
  afterAll(() => catcher.stop());

  function liveOnce(): void {
    const { operations, clock } = ghost;
    const post = operations.createPost({ title: 'One', text: 'x', status: 'published', tags: ['recipes'] });
    clock.advance(2000);
    operations.edit(post.id, { title: 'Two' });
    clock.advance(2000);
    operations.unpublish(post.id);
    operations.delete(post.id);
    const page = operations.createPage({ title: 'A page', text: 'x', status: 'published' });
    clock.advance(2000);
    operations.edit(page.id, { title: 'B page' });
    const later = operations.createPost({
      ...{ title: 'Later', text: 'x', status: 'scheduled', published_at: '2026-12-01T08:00:00.000Z' },
    });
    clock.advance(2000);
    operations.schedule(later.id, '2026-12-02T08:00:00.000Z');
    clock.advance(2000);
    operations.unschedule(later.id);
    const tag = operations.createTag({ name: 'Salt' });
    clock.advance(2000);
    operations.editTag(tag.id, { name: 'Salt & pepper' });
    operations.deleteTag(tag.id);
    const member = operations.createMember({ email: 'cy@example.test', labels: ['egg-box'] });
    clock.advance(2000);
    operations.editMember(member.id, { name: 'Cy' });
    operations.deleteMember(member.id);
  }

  test.each(names)('%s', (name) => {
    const first = catcher.caught.find(({ event }) => event === name);
    expect(fieldsOf(JSON.parse(String(first?.raw)))).toEqual(recordedFields(`webhook.${name}`));
  });
});
