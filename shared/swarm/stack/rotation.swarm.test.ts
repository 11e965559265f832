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
  let mailbox: Mailbox;

  beforeAll(async () => {
    await standingStack(papers());
    mailbox = await openMailbox();
  });

  afterAll(() => mailbox.stop());

  test('reaches all services without a failed request, and members stay signed in', async () => {
    const ivy = await joinThroughTheEdge(mailbox, 'ivy');
    const fresh = randomBytes(32).toString('hex');
    await makeSecret('coop_secret_key_2', fresh);
    await makeSecret('coop_secret_key_previous_2', secretsOf(papers())['secret_key'] ?? '');
    setSettings(papers(), { SECRET_KEY_VERSION: '2', SECRET_KEY_PREVIOUS_VERSION: '2' });

    const { result, failed } = await whileAsked(['blog', 'account'], () => deploy(papers()));
    process.stdout.write(`a new SECRET_KEY everywhere: ${result.seconds.toFixed(1)} s\n`);
    expect({ code: result.code, built: /== Building/.test(result.said) }).toEqual({ code: 0, built: false });
    expect(failed).toEqual([]);
    expect(await inService('federation', 'cat', '/run/secrets/secret_key')).toBe(fresh);
    const isKnown = ({ text }: { text: string }) => text.includes(nameOf('ivy'));
    expect((await eventually(() => ivy.open('account'), isKnown, 30_000)).status).toBe(200);
    // What the key before had sealed, the provider's own keys among it, still opens.
    await joinThroughTheEdge(mailbox, 'sage');
  });
});
