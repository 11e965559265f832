import { expect, test } from '@jest/globals';
import { coopUnderTest } from './coop-under-test.js';
import { lookAtAll } from './looked-at.js';

const coop = coopUnderTest();
const deploy = () => coop.swarm.deploy(coop.checkout);

test('old records and configs that nothing mounts are taken away', async () => {
  for (const number of [2, 3, 4, 5, 6]) coop.swarm.write(`configs/coop_deployed_${String(number)}`, '');
  coop.swarm.write('configs/coop_app_config_old', '');
  coop.swarm.write('configs/coop_app_config_new', '');
  coop.swarm.write('stack-configs', 'coop_app_config_old\ncoop_app_config_new\n');
  coop.swarm.write('mounted', 'coop_app_config_new\n');
  await deploy();
  expect(coop.swarm.configs()).toEqual([
    'coop_app_config_new',
    ...[3, 4, 5, 6, 7].map((number) => `coop_deployed_${String(number)}`),
  ]);
});

test('where the Swarm does not say what is mounted no config is taken away', async () => {
  coop.swarm.write('configs/coop_app_config_old', '');
  coop.swarm.write('stack-configs', 'coop_app_config_old\n');
  expect((await deploy()).code).toBe(0);
  expect(coop.swarm.configs()).toContain('coop_app_config_old');
});

test('images that ran before the last time leave the engine, and stay in the registry', async () => {
  const hash = lookAtAll(coop.checkout, '').cart.hash;
  coop.checkout.commit({ 'cart/app.ts': 'newer' });
  const removed = ({ calls }: { calls: string[] }) => calls.filter((call) => call.startsWith('image rm'));
  expect(removed(await deploy())).toEqual([]);
  coop.checkout.commit({ 'cart/app.ts': 'newest' });
  expect(removed(await deploy())).toEqual([`image rm registry.rose-ash.com:5000/cart:in-${hash}`]);
  expect(coop.swarm.images()).toContain(`registry.rose-ash.com:5000+cart:in-${hash}`);
});
