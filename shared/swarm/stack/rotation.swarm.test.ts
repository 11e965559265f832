import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../../testing/eventually.js';
import { deploy } from './deploy.js';
import { describeInHouse } from './describe-in-house.js';
import { inService, makeSecret } from './docker.js';
import { openMailbox, type Mailbox } from './mailbox.js';
import { joinThroughTheEdge, nameOf } from './member.js';
import { whileAsked } from './probe.js';
import { secretsOf, setSettings, standingStack } from './standing-stack.js';

describeInHouse('a secret that is changed', (papers) => {
  let mailbox: Mailbox | undefined;

  beforeAll(async () => {
    await standingStack(papers());
    mailbox = await openMailbox();
  });

  afterAll(() => mailbox?.stop());

  async function deployWith(changed: Record<string, string>) {
    setSettings(papers(), changed);
    return deploy(papers());
  }

  test('reaches all services without a failed request, and members stay signed in', async () => {
    const ivy = await joinThroughTheEdge(mailbox!, 'ivy');
    const old = secretsOf(papers())['secret_key'] ?? '';
    const fresh = randomBytes(32).toString('hex');
    // As the runbook says: everybody learns to open what the new key seals, before anybody seals with it.
    await makeSecret('coop_secret_key_previous_2', fresh);
    await makeSecret('coop_secret_key_previous_3', old);
    await makeSecret('coop_secret_key_2', fresh);
    const { result: deploys, failed } = await whileAsked(['blog', 'account'], async () => [
      await deployWith({ SECRET_KEY_PREVIOUS_VERSION: '2' }),
      await deployWith({ SECRET_KEY_VERSION: '2', SECRET_KEY_PREVIOUS_VERSION: '3' }),
    ]);
    const took = deploys.map(({ seconds }) => seconds.toFixed(1));
    process.stdout.write(`a new SECRET_KEY everywhere, in two deploys: ${took.join(' and ')} s\n`);
    expect(deploys.map(({ code, said }) => (code === 0 ? 'done' : said))).toEqual(['done', 'done']);
    expect(deploys.map(({ said }) => said).join()).not.toContain('== Building');
    expect(failed).toEqual([]);
    expect(await inService('federation', 'cat', '/run/secrets/secret_key')).toBe(fresh);
    const isKnown = ({ text }: { text: string }) => text.includes(nameOf('ivy'));
    expect((await eventually(() => ivy.open('account'), isKnown, 30_000)).status).toBe(200);
    // What the key before had sealed, the provider's own keys among it, still opens.
    await joinThroughTheEdge(mailbox!, 'sage');
  });
});
