import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '@rose-ash/shared/testing/eventually';
import { startProviderUnderTest, type ProviderUnderTest } from '@rose-ash/shared/testing/oidc/provider-under-test';
import { app } from '../app.js';
import { wire } from '../services.js';
import { finishSignIn } from './interactions.js';

let under: ProviderUnderTest;

beforeAll(async () => {
  // As in production: no private host of anybody else is named.
  under = await startProviderUnderTest({ app, wire, finishSignIn }, { env: { OIDC_ALLOW_PRIVATE_HOSTS: '' } });
});

afterAll(() => under.stop());

test('a site of others on a private address is never asked, while our own are told wherever they are', async () => {
  const { tools, blog, fern } = under;
  // Keys are made by whoever needs them first.
  await under.app.ask('/oidc/jwks');
  await under.fill(async ({ federation }) => {
    await federation.orderLogout({ clientId: tools.id, subject: fern.id, sid: 'of-tools' });
    await federation.orderLogout({ clientId: blog.id, subject: fern.id, sid: 'of-blog' });
  });
  await eventually(
    () => refusals().length,
    (count) => count >= 2,
  );
  await eventually(
    () => under.sites.told.length,
    (count) => count > 0,
  );
  expect(under.sites.told.map(({ path }) => path)).toEqual(['/auth/backchannel-logout']);
});

const refusals = () =>
  under.app.logLines.filter(({ msg, err }) => {
    const { message = '' } = (err ?? {}) as { message?: string };
    return msg === 'a job failed; it is tried again later' && message.includes('address');
  });
