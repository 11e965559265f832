import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { apps } from './checkout-under-test.js';
import { coopUnderTest } from './coop-under-test.js';
import { planOf, reasonFor } from './plan-of.js';

const coop = coopUnderTest();
const builds = (...names: readonly string[]) => names.map((name) => `${name}: build`);
const stay = (...names: readonly string[]) => names.map((name) => `${name}: stays`);

const deploy = (...args: string[]) => coop.swarm.deploy(coop.checkout, args);
const plan = async (...args: string[]) => planOf(await deploy('--dry-run', ...args));

test('an image that the registry lost is built anew, a service that is gone comes back', async () => {
  coop.swarm.lose('market');
  rmSync(join(coop.swarm.folder, 'services/coop_events'), { recursive: true });
  expect(await plan()).toEqual(['market: build', 'events: take']);
});

test('an older commit takes its images from the registry', async () => {
  coop.checkout.commit({ 'cart/app.ts': 'newer' });
  await deploy();
  coop.checkout.git('checkout', '--quiet', 'HEAD~1');
  expect(await plan()).toEqual(apps.map((app) => `${app}: ${app === 'cart' ? 'take' : 'stays'}`));
});

test('a first deploy is everything', async () => {
  coop.swarm.empty();
  const outcome = await deploy('--dry-run');
  expect(planOf(outcome)).toEqual(builds(...apps));
  expect(reasonFor('cart', outcome)).toBe('no image of it runs');
});

test('apps that were named are looked at, others are not forgotten', async () => {
  coop.checkout.commit({ 'cart/app.ts': 'newer', 'market/app.ts': 'newer' });
  const outcome = await deploy('market');
  expect([planOf(outcome), reasonFor('market', outcome)]).toEqual([builds('market'), 'it was asked for']);
  expect(await plan()).toEqual(builds('cart'));
});

test('where migrations changed no app goes without the blog', async () => {
  coop.checkout.commit({ 'shared/migrations/2-second.ts': 'x' });
  const outcome = await deploy('--dry-run', 'market');
  expect(planOf(outcome)).toEqual(builds('blog', 'market'));
  expect(reasonFor('blog', outcome)).toBe('migrations changed, and only the blog brings them');
  expect(outcome.said).toContain('The blog goes first and alone');
});

test('a large change does not hide that migrations are in it', async () => {
  const many = Array.from(
    { length: 2_500 },
    (_, at) => [`shared/services/a-rather-long-name/${String(at)}.ts`, 'x'] as const,
  );
  coop.checkout.commit({ 'shared/migrations/2-second.ts': 'x', ...Object.fromEntries(many) });
  const { said } = await deploy('--dry-run');
  expect(said).toMatch(/^blog +build in-\w+: shared\/migrations\/2-second\.ts changed, and 2500 more/m);
  expect(said).toContain('The blog goes first and alone');
});

test('--all looks at all, --force builds', async () => {
  const outcome = await deploy('--dry-run', '--all');
  expect([planOf(outcome), reasonFor('blog', outcome)]).toEqual([stay(...apps), 'all six were asked for']);
  expect(await plan('--force')).toEqual(builds(...apps));
  expect(await plan('--force', 'cart')).toEqual(builds('cart'));
});

test('a dry run changes nothing, and asks nothing that could', async () => {
  coop.checkout.commit({ 'shared/migrations/2-second.ts': 'x' });
  const before = coop.swarm.everything();
  const { code, calls, said } = await deploy('--dry-run');
  expect([code, coop.swarm.everything()]).toEqual([0, before]);
  expect(said).toContain('Nothing was changed.');
  expect(
    calls.filter((call) => !/^(info|config (ls|inspect)|service (ls|inspect)|manifest inspect) /.test(call)),
  ).toEqual([]);
});

test('a dry run believes the registry that the engine believes without TLS, and no other', async () => {
  coop.swarm.lose('market');
  coop.swarm.write('insecure', 'registry.rose-ash.com:5000\n');
  expect(await plan()).toEqual(builds('market'));
  coop.swarm.write('insecure', 'another.example:5000\n');
  const { code, said } = await deploy('--dry-run');
  expect([code, said]).toEqual([
    1,
    expect.stringContaining('from here, where a dry run looks; a deploy has the engine'),
  ]);
});
