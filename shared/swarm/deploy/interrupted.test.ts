import { beforeEach, expect, test } from '@jest/globals';
import { coopUnderTest } from './coop-under-test.js';

const coop = coopUnderTest();
const deploy = (env: Record<string, string> = {}) => coop.swarm.deploy(coop.checkout, [], env);
let before: Record<string, string>;

beforeEach(() => {
  before = coop.swarm.running();
  coop.checkout.commit({ 'cart/app.ts': 'newer' });
});

/** deploy.sh gets the signal while this call is answered. */
const stopAt = (call: RegExp, signal: string) => {
  coop.swarm.write('stop', `${signal} ${call.source}\n`);
};
const changedServices = () => {
  const now = coop.swarm.running();
  return Object.keys(now).filter((service) => now[service] !== before[service]);
};

const points: [call: RegExp, state: string][] = [
  [/^config create coop_deploy_lock/, 'Nothing was changed.'],
  [/^pull .*market/, 'Nothing was changed.'],
  [/^build /, 'Nothing was deployed.'],
  [/^push .*:in-/, 'Nothing was deployed.'],
  [/^config create coop_deploy_begun/, 'Some services may be on the new images'],
  [/^stack deploy/, 'Some services may be on the new images'],
  [/^stack ps/, 'Some services may be on the new images'],
  [/^push .*:latest/, 'it is not remembered'],
  [/^config create .*coop_deployed_2/, 'it is not remembered'],
];

test.each(points)(
  'terminated at %s it says how things are, and the next run finishes the work',
  async (call, state) => {
    stopAt(call, 'TERM');
    const cut = await deploy();
    expect([cut.code, coop.swarm.configs().includes('coop_deploy_lock')]).toEqual([143, false]);
    expect(cut.said).toMatch(/interrupted while/);
    expect(cut.said).toContain(state);
    await nextRunFinishes();
  },
);

test.each([[/^build /], [/^stack deploy/], [/^config rm/]])(
  'killed at %s its lock is taken over, and the work finished',
  async (call) => {
    stopAt(call, 'KILL');
    const cut = await deploy();
    expect([cut.code, coop.swarm.configs().includes('coop_deploy_lock')]).toEqual([null, true]);
    expect((await nextRunFinishes()).said).toContain('is gone; its lock is taken over.');
  },
);

async function nextRunFinishes() {
  coop.swarm.mend('stop');
  const next = await deploy();
  expect([next.code, changedServices()]).toEqual([0, ['coop_cart', 'coop_cart-worker']]);
  expect(coop.swarm.configs().filter((name) => !name.startsWith('coop_deployed_'))).toEqual([]);
  return next;
}

test('a failure after an interruption leads back to what ran before both', async () => {
  stopAt(/^stack ps/, 'TERM');
  await deploy();
  expect(changedServices()).toEqual(['coop_cart', 'coop_cart-worker']);
  coop.swarm.mend('stop');
  coop.edge.instead.set('cart /', { status: 500, body: '' });
  const next = await deploy();
  expect(changedServices()).toEqual([]);
  expect(next.said).toContain('A deploy before this one was cut off');
});
