import { expect, test } from '@jest/globals';
import { appNames } from '../../contracts/apps.js';
import { siteUrls } from '../config/site-urls.js';
import { clientSecretOf, firstPartyClients, isFirstParty } from './first-party.js';

const config = {
  urls: siteUrls('https', 'rose-ash.com'),
  composition: { internalSecret: 's'.repeat(40) },
} as Parameters<typeof firstPartyClients>[0];

test('our own six follow from the configuration, each with a secret of its own', () => {
  const clients = firstPartyClients(config);
  expect(clients.map(({ id }) => id)).toEqual([...appNames]);
  expect(new Set(clients.map(({ secret }) => secret)).size).toBe(6);
  expect(clients[0]).toEqual({
    id: 'blog',
    secret: clientSecretOf('s'.repeat(40), 'blog'),
    redirectUri: 'https://blog.rose-ash.com/auth/callback',
    postLogoutRedirectUri: 'https://blog.rose-ash.com/auth/signed-out',
    backchannelLogoutUri: 'https://blog.rose-ash.com/auth/backchannel-logout',
  });
});

test('a secret is 256 bits and says nothing about another', () => {
  expect(clientSecretOf('s'.repeat(40), 'blog')).toMatch(/^[\w-]{43}$/);
  expect(clientSecretOf('t'.repeat(40), 'blog')).not.toBe(clientSecretOf('s'.repeat(40), 'blog'));
});

test.each(['Blog', 'blog ', '', 'constructor', '3f0c1f5e-4f0f-4c39-9d3f-6f2f0e8f3a11'])('%j is none of ours', (id) => {
  expect(isFirstParty(id)).toBe(false);
});
