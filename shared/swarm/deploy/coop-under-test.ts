import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { Checkout } from './checkout-under-test.js';
import { Edge } from './edge-under-test.js';
import { Swarm } from './swarm-under-test.js';

/** A checkout, a Swarm on which its commit runs, and an edge; new for each test. */
export interface Coop {
  checkout: Checkout;
  swarm: Swarm;
  edge: Edge;
}

/** Deploys once for the file, and gives each test a copy of what came of it. */
export function coopUnderTest(): Coop {
  const coop = {} as Coop;
  let first: Omit<Coop, 'edge'>, address: string;

  beforeAll(async () => {
    coop.edge = new Edge();
    address = await coop.edge.start();
    first = { checkout: new Checkout(), swarm: new Swarm(address) };
    const { code, said } = await first.swarm.deploy(first.checkout);
    if (code !== 0) throw new Error(said);
  });
  beforeEach(() => {
    coop.edge.forget();
    coop.checkout = new Checkout(first.checkout);
    coop.swarm = new Swarm(address, first.swarm);
  });
  afterEach(() => {
    coop.checkout.remove();
    coop.swarm.remove();
  });
  afterAll(async () => {
    await coop.edge.stop();
    first.checkout.remove();
    first.swarm.remove();
  });
  return coop;
}
