import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { webhookEvents } from '../../infrastructure/adapters/ghost/webhooks/install-webhooks.js';
import { addWebhook } from '../../testing/ghost-server/ask-ghost.js';
import { ghostCommandLine, type GhostCommandLine } from '../../testing/ghost-command-line.js';

let under: GhostCommandLine;

const secret = 'a-secret-of-our-own';
const target = 'https://blog.rose.example/webhooks/ghost';
const usual = { BASE_DOMAIN: 'rose.example', PUBLIC_SCHEME: 'https', GHOST_WEBHOOK_SECRET: secret };

beforeEach(async () => {
  under = await ghostCommandLine();
});

afterEach(() => under.close());

const rose = (args: string[], env: Record<string, string> = {}) =>
  under.rose(['webhooks', ...args], { ...usual, ...env });

const there = () => [...under.ghost.world.webhooks.values()];
const kept = () =>
  under.dataSource.query<{ ghost_id: string; event: string; target_url: string }[]>('select * from ghost_webhooks');

/** What is there is what we know, and is as it should be. */
async function expectAll(url = target, signedWith = secret) {
  expect(
    there()
      .map(({ event }) => event)
      .sort(),
  ).toEqual([...webhookEvents].sort());
  for (const { target_url, secret: own } of there()) expect([target_url, own]).toEqual([url, signedWith]);
  const rows = await kept();
  const known = rows.map(({ ghost_id, event, target_url }) => [ghost_id, event, target_url].join()).sort();
  expect(known).toEqual(
    there()
      .map(({ id, event, target_url }) => [id, event, target_url].join())
      .sort(),
  );
}

describe('install', () => {
  test('has the Ghost tell our blog of texts, tags and the site, and of no member', async () => {
    expect(await rose(['install'])).toEqual({
      ...{ code: 0, stderr: '' },
      stdout: `The Ghost has 14 webhooks to ${target}: 14 new.\n`,
    });
    await expectAll();
    expect(webhookEvents.filter((event) => event.startsWith('member'))).toEqual([]);
  });

  test('a second time makes none, and says that they are there', async () => {
    await rose(['install']);
    const ids = there().map(({ id }) => id);
    const { stdout } = await rose(['install']);
    expect(stdout).toBe(`The Ghost has 14 webhooks to ${target}: 14 already there.\n`);
    expect(there().map(({ id }) => id)).toEqual(ids);
    await expectAll();
  });

  test('after another secret or address sets those that are there anew', async () => {
    await rose(['install']);
    const ids = there().map(({ id }) => id);
    await rose(['install', '--url', 'https://other.example'], { GHOST_WEBHOOK_SECRET: 'another-secret-of-ours' });
    expect(there().map(({ id }) => id)).toEqual(ids);
    await expectAll('https://other.example/webhooks/ghost', 'another-secret-of-ours');
  });

  test('makes again what was deleted there', async () => {
    await rose(['install']);
    const [first, second] = there();
    for (const one of [first, second]) under.ghost.world.webhooks.delete(one?.id ?? '');
    const { stdout } = await rose(['install', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ added: [first?.event, second?.event], taken: [], removed: 0 });
    await expectAll();
  });

  test.each(['lost', 'truncated'] as const)(
    'an answer that is %s on the way leaves nothing twice and nothing unknown',
    async (kind) => {
      under.ghost.faults.add({ kind, on: /^POST \/webhooks\//, times: 2 });
      const { code, stdout } = await rose(['install', '--json']);
      expect(code).toBe(0);
      const report = JSON.parse(stdout) as { added: string[]; found: string[] };
      // Both were about the first: the second time the Ghost said that it has it, and nobody heard that either.
      expect([report.added.length, report.found.length]).toEqual([13, 1]);
      await expectAll();
    },
  );

  test('stopped in the middle it goes on the next time, and finds what it could not write down', async () => {
    const sent = { event: 'site.changed', target_url: target, name: 'Rose Ash at blog.rose.example: site.changed' };
    under.ghost.faults.add({ kind: 'lost', on: /^POST \/webhooks\//, times: 1 });
    under.ghost.faults.add({ kind: 'forbidden', on: /^POST \/webhooks\//, times: 1 });
    expect(await rose(['install'])).toMatchObject({ code: 1 });
    expect(there()).toMatchObject([sent]);
    expect(await kept()).toEqual([]);
    const { stdout } = await rose(['install']);
    expect(stdout).toContain('13 new, 1 found again, which were made before and never confirmed.');
    await expectAll();
  });

  test('the same of another house that shares the integration is left alone', async () => {
    await rose(['install', '--url', 'https://staging.example']);
    await under.dataSource.query('truncate ghost_webhooks');
    await rose(['install']);
    expect(there()).toHaveLength(28);
    expect(there().filter(({ target_url }) => target_url === target)).toHaveLength(14);
  });

  test('one that somebody else made for this address is named, with what to do', async () => {
    await addWebhook(under.ghost, 'post.edited', target, 'made by hand');
    const { code, stderr, stdout } = await rose(['install', '--json']);
    expect(code).toBe(1);
    expect(stderr).toBe(
      `The Ghost has a webhook to ${target} for post.edited already that is not known to be ours: delete it in Ghost under Settings, Integrations, and say rose ghost webhooks install again.\n`,
    );
    expect(JSON.parse(stdout)).toMatchObject({ taken: ['post.edited'], kept: [], found: [] });
    expect(await kept()).toHaveLength(13);
  });

  test('what we had and do not want any more is removed', async () => {
    const old = await addWebhook(under.ghost, 'post.published', target, secret);
    await under.dataSource.query(`insert into ghost_webhooks values ($1, $2, 'post.published', $3, now())`, [
      under.ghost.origin,
      old.id,
      target,
    ]);
    const { stdout } = await rose(['install']);
    expect(stdout).toContain('14 new. 1 other of ours was removed.');
    await expectAll();
  });

  test.each([
    ['http://127.0.0.1:8001', /^A Ghost sends nothing to 127\.0\.0\.1:8001, which is private, unless security\.allowWebhookInternalIPs is true there\.\n$/], // prettier-ignore
    ['http://blog:8000/webhooks/ghost', /^A Ghost sends nothing to blog:8000, which is private/],
    ['http://blog.rose.localhost:8000', /which is private/],
    ['http://[fd00::1]', /which is private/],
    ['http://blog.rose.example', /^blog\.rose\.example is asked without TLS: .*\n$/],
    ['https://93.184.215.14', /^$/],
  ])('of %s it warns as it should', async (url, warning) => {
    const { code, stderr } = await rose(['install', '--url', url]);
    expect(code).toBe(0);
    expect(stderr).toMatch(warning);
  });

  test.each([
    [{ GHOST_WEBHOOK_SECRET: '' }, 'GHOST_WEBHOOK_SECRET is not set; make one with openssl rand -hex 32, for the blog, too.\n'], // prettier-ignore
    [{ GHOST_WEBHOOK_SECRET: 'short' }, 'GHOST_WEBHOOK_SECRET must hold at least 16 characters'],
    [{ GHOST_URL: '' }, 'GHOST_URL is not set'],
    [{ GHOST_ADMIN_API_KEY: '' }, 'GHOST_ADMIN_API_KEY is not set'],
  ])('%j is said in one sentence', async (env: Record<string, string>, sentence) => {
    const { code, stderr } = await rose(['install'], env);
    expect([code, under.ghost.asked]).toEqual([1, []]);
    expect(stderr).toContain(sentence);
  });

  test('an address that is none is refused, and a key that is not taken is shown once', async () => {
    expect((await rose(['install', '--url', 'blog.rose.example'])).stderr).toBe(
      '--url is a web address, such as https://blog.example.org; it is "blog.rose.example".\n',
    );
    const env = { GHOST_ADMIN_API_KEY: `${'0'.repeat(24)}:${'0'.repeat(64)}` };
    expect((await rose(['install'], env)).stderr).toContain('does not take our key');
    expect(under.ghost.asked).toHaveLength(1);
  });

  test('no secret is printed', async () => {
    const all = [await rose(['install', '--json']), await rose(['list', '--json']), await rose(['list'])];
    expect(JSON.stringify(all)).not.toContain(secret);
  });
});

describe('list and remove', () => {
  test('list says what we made there', async () => {
    expect((await rose(['list'])).stdout).toBe('We have no webhooks there; rose ghost webhooks install makes them.\n');
    await rose(['install']);
    const { stdout } = await rose(['list', '--json']);
    const list = JSON.parse(stdout) as { id: string; event: string; targetUrl: string }[];
    expect(list.map(({ id }) => id).sort()).toEqual(
      there()
        .map(({ id }) => id)
        .sort(),
    );
    expect((await rose(['list'])).stdout).toContain(`post.edited        ${target}  `);
  });

  test('remove takes away ours and no other, and bears that some are gone', async () => {
    const other = await addWebhook(under.ghost, 'post.edited', 'https://else.example', 'theirs');
    await rose(['install']);
    const gone = there().find(({ event }) => event === 'site.changed');
    under.ghost.world.webhooks.delete(gone?.id ?? '');
    under.ghost.faults.add({ kind: 'lost', on: /^DELETE \/webhooks\//, times: 1 });
    // The one whose answer was lost is gone when it is asked for again.
    expect(await rose(['remove'])).toEqual({ code: 0, stderr: '', stdout: '12 webhooks removed, 2 gone before.\n' });
    expect(there().map(({ id }) => id)).toEqual([other.id]);
    expect(await kept()).toEqual([]);
    expect((await rose(['remove'])).stdout).toBe('We have no webhooks there.\n');
  });

  test('what another integration holds is named', async () => {
    await rose(['install']);
    under.ghost.faults.add({ kind: 'forbidden', on: /^DELETE \/webhooks\//, times: 1 });
    const { stdout } = await rose(['remove']);
    expect(stdout).toMatch(/^13 webhooks removed\. Another integration holds what sends [a-z.]+: delete it in Ghost/);
  });
});
