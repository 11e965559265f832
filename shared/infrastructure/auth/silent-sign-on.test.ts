import { expect, test } from '@jest/globals';
import type { Config } from '../config/config.js';
import { siteUrls } from '../config/site-urls.js';
import type { Context } from '../http/context.js';
import type { Auth } from './open-auth.js';
import { silentSignOn } from './silent-sign-on.js';

const config = { service: 'market', scheme: 'https', urls: siteUrls('https', 'rose-ash.com') } as Config;

test('a provider that takes its time holds up no page, and changes none that was answered meanwhile', async () => {
  let answer: (url: string) => void = () => undefined;
  const late = new Promise<string>((resolve) => (answer = resolve));
  const written: string[] = [];
  const auth = {
    relyingParty: { isThere: async () => true, signInUrl: () => late },
    handshakes: { keep: () => void written.push('kept') },
  } as unknown as Auth;
  const headers: Record<string, string> = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
  const ctx = {
    ...{ viewer: null, method: 'GET', path: '/', url: '/', status: 404 },
    state: { log: { warn: () => undefined } },
    get: (name: string) => headers[name] ?? '',
    cookies: { get: (name: string) => (name === 'rose_sso' ? '1' : undefined) },
    set: () => void written.push('set'),
    append: () => void written.push('append'),
  } as unknown as Context;
  await silentSignOn(auth, config)(ctx, async () => {
    ctx.status = 200;
  });
  expect(ctx.status).toBe(200);
  answer('https://federation.rose-ash.com/oidc/auth');
  await late;
  await new Promise((resolve) => setImmediate(resolve));
  expect([ctx.status, written]).toEqual([200, []]);
});
