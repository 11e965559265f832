import { describe, expect, test } from '@jest/globals';
import type { AppName } from '../../contracts/apps.js';
import type { Context } from '../http/context.js';
import { Handshakes, newState, type Handshake } from './handshakes.js';

let now = Date.now();

const at = (service: AppName = 'market', letter = 'x', ...before: string[]) =>
  new Handshakes(
    {
      ...{ service, scheme: 'https', secretKey: letter.repeat(32) },
      previousSecretKeys: before.map((one) => one.repeat(32)),
    },
    () => now,
  );

/** A browser with cookies of one host, the oldest first. */
class Jar {
  readonly cookies = new Map<string, string>();
  readonly lines: string[] = [];

  readonly ctx = {
    get: () => [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    append: (_: string, line: string) => {
      this.lines.push(line);
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      if (line.includes('Max-Age=0')) this.cookies.delete(name);
      else this.cookies.set(name, value);
    },
  } as unknown as Context;
}

const begun = (said: object = {}): Handshake => ({
  ...{
    kind: 'sign-in',
    nonce: 'a nonce',
    verifier: 'a verifier',
    next: 'https://market.rose-ash.com/',
    isSilent: false,
  },
  ...said,
});

function begin(handshake = begun()): { jar: Jar; state: string } {
  const [jar, state] = [new Jar(), newState('isSilent' in handshake && handshake.isSilent)];
  at().keep(jar.ctx, state, handshake);
  return { jar, state };
}

test('what a browser began comes back once, and nobody can read it there', () => {
  const { jar, state } = begin();
  expect(jar.lines.join()).toMatch(/^__Host-signing-in\..*; Path=\/; Max-Age=3600; HttpOnly; SameSite=Lax; Secure$/);
  for (const part of jar.lines.join().split('.')) {
    expect(Buffer.from(part, 'base64url').toString('latin1')).not.toContain('a verifier');
  }
  expect(at().take(jar.ctx, 'sign-in', state)).toEqual(begun());
  expect(at().take(jar.ctx, 'sign-in', state)).toBeNull();
});

test('it is over after an hour, and after two minutes where nobody asked for it', () => {
  for (const [isSilent, seconds] of [
    [false, 3_600],
    [true, 120],
  ] as const) {
    const [early, late] = [begin(begun({ isSilent })), begin(begun({ isSilent }))];
    now += seconds * 1_000 - 1;
    expect(at().take(early.jar.ctx, 'sign-in', early.state)).toMatchObject({ isSilent });
    now += 1;
    expect(at().take(late.jar.ctx, 'sign-in', late.state)).toBeNull();
  }
});

describe('is nothing', () => {
  test('at another site, for something else, or under another state', () => {
    const { jar, state } = begin();
    const other = newState(false);
    const renamed = new Jar();
    renamed.cookies.set(`__Host-signing-in.${other}`, [...jar.cookies.values()].join());
    expect(at().take(renamed.ctx, 'sign-in', other)).toBeNull();
    for (const one of [at('blog'), at('market', 'y')]) {
      const there = new Jar();
      for (const [name, value] of jar.cookies) there.cookies.set(name, value);
      expect(one.take(there.ctx, 'sign-in', state)).toBeNull();
    }
    expect(at().take(jar.ctx, 'sign-out', state)).toBeNull();
  });

  test.each([undefined, '', 'x', ['a', 'b'], 'x'.repeat(9_000), `a=${'b'.repeat(41)}`, `;${'b'.repeat(43)}`])(
    'with the state %p',
    (state) => {
      expect(at().take(begin().jar.ctx, 'sign-in', state)).toBeNull();
    },
  );
});

test('a SECRET_KEY may change while somebody signs in', () => {
  const { jar, state } = begin();
  expect(at('market', 'y', 'x').take(jar.ctx, 'sign-in', state)).toEqual(begun());
});

test('of too many the oldest give way, and what is no such cookie stays', () => {
  const jar = new Jar();
  jar.cookies.set('sid', 'mine');
  const states = Array.from({ length: 12 }, () => newState(false));
  for (const state of states) at().keep(jar.ctx, state, begun());
  expect([...jar.cookies.keys()]).toEqual(['sid', ...states.slice(-8).map((state) => `__Host-signing-in.${state}`)]);
});
