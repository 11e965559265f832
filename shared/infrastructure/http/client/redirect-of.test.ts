import { expect, test } from '@jest/globals';
import type { HttpResponse } from './http-client.js';
import { redirectOf } from './redirect-of.js';

const hop = { url: new URL('https://a.test/x'), headers: { authorization: 'Bearer x' } };

function redirectTo(location: string): HttpResponse {
  const body = Buffer.alloc(0);
  return { status: 302, url: hop.url.href, headers: { location }, body, text: () => '', json: () => null };
}

test('stays on the same origin with everything it carried', () => {
  expect(redirectOf(redirectTo('y'), 'GET', hop)).toEqual({ url: new URL('https://a.test/y'), headers: hop.headers });
});

test.each(['http://a.test/x', 'ftp://a.test/', 'http://'])('refuses to leave https for %s', (location) => {
  expect(() => redirectOf(redirectTo(location), 'GET', hop)).toThrow('not one we connect to');
});
