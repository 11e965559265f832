import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { coopUnderTest } from './coop-under-test.js';
import { lookAtAll } from './looked-at.js';

const coop = coopUnderTest();

/** A commit, and after it one in which everything is another; the checkout stands at the first. */
function twoCommits() {
  const { checkout } = coop;
  const settings = 'hosts: { first: 1 }';
  const stackFile = checkout.read('docker-compose.yml').replace('caddy:2', 'caddy:2-first');
  const first = checkout.commit({
    'cart/app.ts': 'first',
    'docker-compose.yml': stackFile,
    '_config/app-config.yaml': settings,
  });
  const hash = lookAtAll(checkout, '').cart.hash;
  const second = checkout.commit({
    'cart/app.ts': 'second',
    'docker-compose.yml': stackFile.replace('first', 'second'),
    '_config/app-config.yaml': 'hosts: { second: 2 }',
  });
  checkout.git('checkout', '--quiet', '--detach', first);
  return { first, second, hash, settings };
}

const moments = ['^config.create.*lock', '^pull.*cart', '^build.*blog', '^config.create.*begun'];

test.each(moments)('a checkout that moves on at %s changes nothing of a deploy', async (moment) => {
  const { first, second, hash, settings } = twoCommits();
  const git = `git -C '${coop.checkout.folder}' checkout --quiet --detach ${second}`;
  coop.swarm.write('meanwhile', `${moment} ${git}\n`);
  const { code } = await coop.swarm.deploy(coop.checkout);
  expect([code, coop.checkout.git('rev-parse', 'HEAD')]).toEqual([0, second]);
  expect(coop.swarm.has('app-of-cart')).toBe('first');
  expect(coop.swarm.stackFiles()).toEqual([expect.stringContaining('caddy:2-first')]);
  expect(coop.swarm.has('app-config')).toBe(settings);
  expect(coop.swarm.has('app-config-version')).toBe(createHash('sha256').update(settings).digest('hex').slice(0, 12));
  expect(coop.swarm.config('coop_deployed_2')).toContain(`cart ${first} ${hash} `);
});
