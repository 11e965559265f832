import { chmodSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { apps, Checkout } from './checkout-under-test.js';
import { lookAtAll } from './looked-at.js';

const first = new Checkout();
const deployed = first.git('rev-parse', 'HEAD');
const before = lookAtAll(first, deployed);
let checkout: Checkout;

beforeEach(() => {
  checkout = new Checkout(first);
});
afterEach(() => {
  checkout.remove();
});
afterAll(() => {
  first.remove();
});

const six = [...apps];
const none: string[] = [];

/** The apps that are looked at, and those whose image would be another one. */
function after(since = deployed) {
  const now = lookAtAll(checkout, since);
  return {
    lookedAt: apps.filter((app) => now[app].why !== ''),
    another: apps.filter((app) => now[app].hash !== before[app].hash),
  };
}

describe('a commit that touches', () => {
  test.each([
    ['cart/app.ts', ['cart']],
    ['cart/Dockerfile', ['cart']],
    ['cart/templates/pages/été et hiver.eta', ['cart']],
    ['shared/lib/words.ts', six],
    ['shared/static/css/base.css', six],
    ['shared/migrations/2-second.ts', six],
    ['shared/dev/assets/build.ts', six],
    ['shared/dev/tools/build.mjs', six],
    ['package.json', six],
    ['package-lock.json', six],
    ['tsconfig.base.json', six],
    ['.npmrc', six],
    ['.dockerignore', six],
    ['docker-compose.yml', six],
    ['_config/app-config.yaml', six],
    ['cart/app.test.ts', none],
    ['cart/README.md', none],
    ['shared/migrations/2-second.test.ts', none],
    ['shared/testing/people.ts', none],
    ['shared/e2e/journey.ts', none],
    ['shared/bench/main.ts', none],
    ['shared/drill/main.ts', none],
    ['shared/dev/demo/people.ts', none],
    ['shared/docs/runbook.md', none],
    ['shared/swarm/engine/engine.ts', none],
    ['_config/edge.Caddyfile', none],
    ['.gitea/workflows/ci.yml', none],
    ['schema.sql', none],
    ['carts/app.ts', none],
    ['other/cart/app.ts', none],
    ['cart.ts', none],
  ])('%s', (path, expected) => {
    checkout.commit({ [path]: 'something else' });
    expect(after()).toEqual({ lookedAt: expected, another: expected });
  });
});

describe('a history in which', () => {
  const change = (app: string, contents = 'changed') => checkout.commit({ [`${app}/app.ts`]: contents });
  const rows: [what: string, happen: () => unknown, lookedAt: string[], another: string[]][] = [
    ['nothing happened', () => undefined, none, none],
    [
      'two apps changed in two commits',
      () => [change('cart'), change('events')],
      ['cart', 'events'],
      ['cart', 'events'],
    ],
    ['something was changed and changed back', () => [change('cart'), change('cart', 'cart')], none, none],
    ['a file moved from one app to another', moveFile, ['cart', 'events'], ['cart', 'events']],
    ['a file went away', () => checkout.commit({ 'cart/app.ts': null }), ['cart'], ['cart']],
    ['a file may be executed now', makeExecutable, ['cart'], ['cart']],
    ['a branch was merged', mergeBranch, ['events'], ['events']],
    ['the deployed commit was amended', amend, six, ['cart']],
    ['nothing older than this commit is there', beShallow, six, none],
  ];
  test.each(rows)('%s', (_, happen, lookedAt, another) => {
    happen();
    expect(after()).toEqual({ lookedAt, another });
  });

  function moveFile() {
    checkout.commit({ 'cart/app.ts': null, 'events/x.ts': 'cart' });
  }
  function makeExecutable() {
    chmodSync(join(checkout.folder, 'cart/app.ts'), 0o755);
    checkout.commit({});
  }
  function mergeBranch() {
    checkout.git('checkout', '--quiet', '-b', 'side');
    change('events');
    checkout.git('checkout', '--quiet', 'main');
    checkout.commit({ 'cart/README.md': 'words' });
    checkout.git('merge', '--quiet', '--no-edit', 'side');
  }
  function amend() {
    checkout.write({ 'cart/app.ts': 'amended' });
    checkout.git('commit', '--quiet', '--all', '--amend', '--message', 'Another');
  }
  function beShallow() {
    checkout.commit({ 'cart/README.md': 'words' });
    const copy = join(checkout.folder, 'copy');
    checkout.git('clone', '--quiet', '--depth', '1', `file://${checkout.folder}`, copy);
    rmSync(join(checkout.folder, '.git'), { recursive: true });
    renameSync(join(copy, '.git'), join(checkout.folder, '.git'));
  }
});

test('an older commit looks at all six again', () => {
  const newer = checkout.commit({ 'cart/app.ts': 'newer' });
  checkout.git('checkout', '--quiet', deployed);
  expect(after(newer)).toEqual({ lookedAt: six, another: none });
});

test('says why', () => {
  checkout.commit({ 'cart/app.ts': 'a', 'cart/other.ts': 'b', 'market/app.ts': 'c' });
  const { cart, market, blog } = lookAtAll(checkout, deployed);
  expect([cart.why, market.why, blog.why]).toEqual(['cart/app.ts changed, and 1 more', 'market/app.ts changed', '']);
  expect(lookAtAll(checkout, '').cart.why).toBe('no deploy of it is remembered');
  expect(lookAtAll(checkout, 'f'.repeat(40)).cart.why).toBe('its last deploy, ffffffffff, is not behind this commit');
});

test('a hash is 16 digits, and another one for each app', () => {
  const hashes = apps.map((app) => before[app].hash);
  expect(hashes.every((hash) => /^[0-9a-f]{16}$/.test(hash))).toBe(true);
  expect(new Set(hashes).size).toBe(6);
});
