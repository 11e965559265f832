import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Checkout } from './checkout-under-test.js';
import { Edge } from './edge-under-test.js';
import { Swarm } from './swarm-under-test.js';

let checkout: Checkout, edge: Edge, swarm: Swarm;

beforeEach(async () => {
  checkout = new Checkout();
  edge = new Edge();
  swarm = new Swarm(await edge.start());
});

afterEach(async () => {
  await edge.stop();
  checkout.remove();
  swarm.remove();
});

test('the first deploy builds all six, deploys them and remembers it', async () => {
  const first = await swarm.deploy(checkout);
  console.log(first.said, first.calls.join('\n'), swarm.running(), swarm.configs());
  expect(first.code).toBe(0);
});
