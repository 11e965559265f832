import { expect, test } from '@jest/globals';
import type { Context } from '@rose-ash/shared/infrastructure/http/context';
import { askerOf, keepKnown } from './asker.js';

const http = { scheme: 'http', secretKey: 'k'.repeat(32) } as const;
const https = { ...http, scheme: 'https' } as const;

function visit(cookies: Record<string, string> = {}, remoteAddress = '203.0.113.7') {
  const lines: string[] = [];
  const ctx = {
    cookies: { get: (name: string) => cookies[name] },
    req: { socket: { remoteAddress }, headers: {} },
    append: (_: string, line: string) => lines.push(line),
  };
  return { ctx: ctx as unknown as Context, lines };
}

test('over https the cookie is bound to this host, and no script reads it', () => {
  const { ctx, lines } = visit();
  keepKnown(ctx, https);
  expect(lines).toEqual([
    expect.stringMatching(/^__Host-known=[\w-]{43}; Max-Age=15552000; Path=\/; HttpOnly; SameSite=Lax; Secure$/),
  ]);
});

test('a browser that has a name keeps it, and is asked about by its hash', () => {
  const first = visit();
  const { browserHash } = keepKnown(first.ctx, http);
  const [, token = ''] = /^known=([^;]+)/.exec(first.lines[0] ?? '') ?? [];
  const again = visit({ known: token });
  expect(askerOf(again.ctx, http).browserHash).toBe(browserHash);
  expect(browserHash).toMatch(/^[0-9a-f]{64}$/);
  keepKnown(again.ctx, http);
  expect(again.lines[0]).toContain(`known=${token};`);
});

test.each(['', 'short', 'x'.repeat(500), '../../etc'])('a name that we never gave is none: %j', (known) => {
  expect(askerOf(visit({ known }).ctx, http).browserHash).toBeNull();
});

test('an address comes in as a hash, which says household and nothing else', () => {
  const householdOf = (address: string) => askerOf(visit({}, address).ctx, http).household;
  expect(householdOf('203.0.113.7')).not.toBe(householdOf('203.0.113.8'));
  expect(householdOf('2001:db8:1:2::1')).toBe(householdOf('2001:db8:1:ffff:ffff::9'));
  expect(householdOf('2001:db8:1::1')).not.toBe(householdOf('2001:db8:2::1'));
  expect(householdOf('203.0.113.7')).toMatch(/^[\w-]{22}$/);
});
