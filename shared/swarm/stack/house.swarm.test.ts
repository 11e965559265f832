import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { appNames } from '../../contracts/apps.js';
import { eventually } from '../../testing/eventually.js';
import { untilCalm } from './calm.js';
import { describeInHouse } from './describe-in-house.js';
import { containersOf, docker, inService, taskIds } from './docker.js';
import { openMailbox, type Mailbox } from './mailbox.js';
import { fragmentsOf, joinThroughTheEdge, nameOf, type Member } from './member.js';
import { address, newVisitor, throughCaddy } from './sites.js';
import { secretsOf, standingStack } from './standing-stack.js';

describeInHouse('the stack that stands', (papers) => {
  let mailbox: Mailbox | undefined;
  let fern: Member;

  beforeAll(async () => {
    await standingStack(papers());
    mailbox = await openMailbox();
    fern = await joinThroughTheEdge(mailbox, 'fern');
  });

  afterAll(() => mailbox?.stop());

  test('who signed in at the blog is known on all six sites, by name', async () => {
    for (const app of appNames) {
      // A busy machine may show the page before the part with the name is there.
      const page = await eventually(
        () => fern.open(app),
        ({ text }) => text.includes(nameOf('fern')),
        30_000,
      );
      expect({ app, url: page.url, status: page.status }).toEqual({ app, url: address(app), status: 200 });
    }
  });

  test('a page of several services comes whole, for a stranger and for a member', async () => {
    const parts = ['blog/menu', 'market/shelf', 'events/upcoming', 'federation/latest', 'cart/mini', 'account/menu'];
    const whole = Object.fromEntries(parts.map((part) => [part, '']));
    const isWhole = (found: Record<string, string>) => !Object.values(found).includes('fallback');
    for (const open of [() => newVisitor().open(address('blog'), { headers: throughCaddy }), () => fern.open('blog')]) {
      const found = await eventually(async () => fragmentsOf(await open()), isWhole, 30_000);
      expect(found).toMatchObject(whole);
    }
  });

  test('secrets are files, and stand in no environment, label or command', async () => {
    const secrets = Object.values(secretsOf(papers())).filter((secret) => secret.trim() !== '');
    for (const { container } of await containersOf()) {
      const described = await docker('inspect', container);
      expect(secrets.filter((secret) => described.includes(secret))).toEqual([]);
    }
    const held = (await inService('market', 'ls', '/run/secrets')).split('\n');
    expect(held).toEqual(['database_url', 'internal_secret', 'secret_key', 'secret_key_previous']);
    expect(await inService('market', 'cat', '/run/secrets/internal_secret')).toBe(
      secretsOf(papers())['internal_secret'],
    );
  });

  test('a service can write pictures and what is of no account, and nothing else', async () => {
    const script =
      'for f in /app/x /usr/local/bin/x /home/node/x /tmp/x /var/lib/rose/media/x; do touch $f 2>/dev/null && echo $f && rm $f; done; true';
    expect((await inService('blog', 'sh', '-c', script)).split('\n')).toEqual(['/tmp/x', '/var/lib/rose/media/x']);
    const status = await inService('blog', 'cat', '/proc/1/status');
    expect(status).toMatch(/CapEff:\s+0000000000000000/);
    expect(status).toMatch(/Uid:\s+1000\s+1000/);
  });

  test.each(['db', 'redis', 'cache', 'edge'])('what answers in %s is not root, however it began', async (service) => {
    const status = await inService(service, 'cat', '/proc/1/status');
    expect(status).toMatch(/CapEff:\s+0000000000000000/);
    expect(status).toMatch(/Uid:\s+[1-9]\d*\s+[1-9]\d*\s/);
  });

  test('the words of the runbook migrate by hand, on a root that cannot be written', async () => {
    const [first = ''] = (await docker('ps', '-qf', 'name=coop_blog.')).split('\n');
    expect(await docker('exec', first, 'rose', 'migrate')).toMatch(/up to date|nothing/i);
  });

  test('a database that begins anew has all that was written, and no service is restarted for it', async () => {
    const before = await taskIds();
    await docker('service', 'update', '--force', '--quiet', 'coop_db');
    await untilCalm();
    const after = await taskIds();
    expect(after).toEqual({ ...before, db: after['db'] });
    expect(after['db']).not.toEqual(before['db']);
    const page = await eventually(
      () => fern.open('account'),
      ({ status }) => status === 200,
      30_000,
    );
    expect(page.text).toContain(nameOf('fern'));
    await joinThroughTheEdge(mailbox!, 'moth');
  });
});
