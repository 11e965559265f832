import { createServer } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { apps } from './checkout-under-test.js';
import { coopUnderTest } from './coop-under-test.js';

const coop = coopUnderTest();
const deploy = (env: Record<string, string> = {}) => coop.swarm.deploy(coop.checkout, [], env);
const changed = () => coop.checkout.commit({ 'cart/app.ts': 'newer' });

describe('while the house is closed for maintenance', () => {
  test('a deploy is good when everybody says that it is closed', async () => {
    changed();
    coop.edge.closed = apps;
    const { code, said } = await deploy();
    expect([code, said]).toEqual([
      0,
      expect.stringContaining(`Closed by \`rose maintenance\`, and saying so: ${apps.join(', ')}.`),
    ]);
    expect(said).toContain('Look at a page yourself when the blog is open again.');
  });

  test('open sites are looked at as ever', async () => {
    changed();
    coop.edge.closed = ['market'];
    coop.edge.says('blog /', { status: 200, body: '</html>' }, coop.swarm);
    coop.checkout.commit({ 'events/app.ts': 'newer' });
    const { code, said } = await deploy();
    expect([code, said]).toEqual([5, expect.stringContaining('the page / of blog lacks cart/mini')]);
  });

  test('another 503 is none of that', async () => {
    coop.checkout.commit({ 'events/app.ts': 'newer' });
    coop.edge.says('cart /', { status: 503, body: '<h1>Back in a moment</h1></html>' }, coop.swarm);
    const { code, said } = await deploy();
    expect([code, said]).toEqual([5, expect.stringContaining('cart answers / with 503')]);
  });
});

describe('an edge that cannot be reached from here', () => {
  test('ends a deploy before anything is changed, when it is well', async () => {
    changed();
    const before = coop.swarm.everything();
    const { code, said, calls } = await deploy({ DEPLOY_EDGE: await nobody() });
    expect([code, coop.swarm.everything()]).toEqual([1, before]);
    expect(said).toContain('set DEPLOY_EDGE to where it can');
    expect(calls.filter((call) => /^(build|push|stack deploy)/.test(call))).toEqual([]);
  });

  test('is no reason not to mend it, when it is not well', async () => {
    changed();
    coop.swarm.write('services/coop_edge/replicas', '0/1');
    const { code, said } = await deploy({ DEPLOY_EDGE: await nobody(), DEPLOY_WAIT_SECONDS: '1' });
    expect(said).not.toContain('set DEPLOY_EDGE');
    expect(code).toBe(6);
  });
});

/** An address where nobody answers. */
async function nobody(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${String(address.port)}`;
}
