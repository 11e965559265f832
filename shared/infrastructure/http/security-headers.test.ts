import { expect, test } from '@jest/globals';
import { siteUrls } from '../config/site-urls.js';
import type { Context } from './context.js';
import { securityHeaders } from './security-headers.js';

async function headersOf(https: boolean, isPublic: boolean): Promise<Record<string, string>> {
  let sent: Record<string, string> = {};
  const ctx = { set: (headers: Record<string, string>) => (sent = headers) } as unknown as Context;
  await securityHeaders({ urls: siteUrls('https', 'rose-ash.com'), https, isPublic })(ctx, async () => undefined);
  return sent;
}

test.each([
  [true, true, true],
  [true, false, false],
  [false, true, false],
])('https %s, public %s: browsers are told to stay with https: %s', async (https, isPublic, told) => {
  expect('strict-transport-security' in (await headersOf(https, isPublic))).toBe(told);
});

test('forms may be sent to the six sites and nowhere else', async () => {
  const policy = (await headersOf(true, true))['content-security-policy'] ?? '';
  expect(/form-action ([^;]*)/.exec(policy)?.[1]?.split(' ')).toEqual([
    "'self'",
    ...Object.values(siteUrls('https', 'rose-ash.com')),
  ]);
});
