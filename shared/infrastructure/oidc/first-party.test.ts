import { expect, test } from '@jest/globals';
import { appNames } from '../../contracts/apps.js';
import { siteUrls } from '../config/site-urls.js';
import { clientSecretOf, firstPartyClients } from './first-party.js';

test('each site has a secret of its own, the same in every process', () => {
  const secrets = appNames.map((app) => clientSecretOf('x'.repeat(32), app));
  expect(new Set(secrets).size).toBe(appNames.length);
  expect(secrets).toEqual(appNames.map((app) => clientSecretOf('x'.repeat(32), app)));
  expect(clientSecretOf('y'.repeat(32), 'blog')).not.toBe(secrets[0]);
  for (const secret of secrets) expect(secret).toMatch(/^[\w-]{43}$/);
});

test('their addresses are made of the configuration', () => {
  const urls = siteUrls('https', 'rose-ash.com');
  const composition = { internalSecret: 'x'.repeat(32) } as Parameters<typeof firstPartyClients>[0]['composition'];
  const clients = firstPartyClients({ urls, composition });
  expect(clients.map(({ id }) => id)).toEqual([...appNames]);
  expect(clients[1]).toMatchObject({
    redirectUri: 'https://market.rose-ash.com/auth/callback',
    postLogoutRedirectUri: 'https://market.rose-ash.com/auth/signed-out',
    backchannelLogoutUri: 'https://market.rose-ash.com/auth/backchannel-logout',
  });
});
