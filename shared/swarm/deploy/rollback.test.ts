import { beforeEach, describe, expect, test } from '@jest/globals';
import { coopUnderTest } from './coop-under-test.js';

const coop = coopUnderTest();
const deploy = (args: string[] = [], env: Record<string, string> = {}) => coop.swarm.deploy(coop.checkout, args, env);
let before: Record<string, string>;

beforeEach(() => {
  coop.checkout.commit({ 'events/app.ts': 'newer', 'market/app.ts': 'newer' });
  before = coop.swarm.running();
});

describe('nothing is deployed where', () => {
  test('an image cannot be built', async () => {
    coop.swarm.fail('build-events');
    const { code, said, calls } = await deploy();
    expect([code, coop.swarm.running(), coop.swarm.configs()]).toEqual([4, before, ['coop_deployed_1']]);
    expect(said).toContain('events could not be built; see above. Nothing was deployed.');
    expect(calls.filter((call) => call.startsWith('push'))).toEqual([]);
  });

  test('an image cannot be pushed', async () => {
    coop.swarm.fail('push-events', 'denied: requested access to the resource is denied');
    const { code, said } = await deploy();
    expect([code, coop.swarm.running(), coop.swarm.configs()]).toEqual([4, before, ['coop_deployed_1']]);
    expect(said).toContain('is there a docker login?');
  });
});

describe('everything goes back where', () => {
  const back = async (sentence: string) => {
    const { code, said, calls } = await deploy();
    expect([code, coop.swarm.running(), coop.swarm.configs()]).toEqual([5, before, ['coop_deployed_1']]);
    expect(said).toContain(sentence);
    expect(said).toContain('Everything is back on what ran before.');
    return { said, calls };
  };

  test('the Swarm gives up on a service', async () => {
    coop.swarm.write('sick', 'coop_market\n');
    const { said } = await back('coop_market did not get well on its new image (rollback completed)');
    expect(said).toContain('coop_market.1 Failed 2 seconds ago "task: non-zero exit (1)"');
    expect(said).not.toContain('Failed 2 days ago');
  });

  test('the Swarm refuses the stack file', async () => {
    coop.swarm.fail('stack-deploy', 'secret not found: coop_smtp_url_2');
    await back('the Swarm refused the stack file, see above');
  });

  test.each([
    ['a site is ill', 'events /', { status: 500, body: '' }, 'events answers / with 500'],
    [
      'another service answers',
      'cart /healthz',
      { status: 200, body: '{"service":"market"}' },
      'what answers /healthz as cart is not cart',
    ],
    ['a fragment is missing', 'blog /', { status: 200, body: '<p></p></html>' }, 'the page / of blog lacks cart/mini'],
    [
      'a fragment is a fallback',
      'blog /',
      { status: 200, body: '<a data-fragment="cart/mini" data-fragment-state="fallback"></a></html>' },
      'the page / of blog lacks cart/mini',
    ],
  ])('%s', async (_, question, answer, sentence) => {
    coop.edge.says(question, answer, coop.swarm);
    await back(sentence);
  });

  test('migrations brought the blog first: the others are never told', async () => {
    coop.checkout.commit({ 'shared/migrations/2-second.ts': 'x' });
    coop.swarm.write('sick', 'coop_blog\n');
    await back('coop_blog did not get well');
    expect(coop.swarm.stackFiles()).toHaveLength(1);
  });

  test('the Swarm keeps no earlier state of a service', async () => {
    coop.swarm.fail('rollback-coop_market', 'service coop_market does not have a previous spec');
    coop.edge.says('events /', { status: 500, body: '' }, coop.swarm);
    const { calls } = await back('events answers');
    const image = before['coop_market'] ?? '';
    expect(calls).toContain(
      `service update --detach --quiet --with-registry-auth --image ${image} --label-add com.docker.stack.image=${image} coop_market`,
    );
  });
});

test('a service that does not get well in time is named, also where the way back takes too long', async () => {
  coop.swarm.write('stuck', 'coop_market-worker\n');
  const { code, said } = await deploy([], { DEPLOY_WAIT_SECONDS: '3' });
  expect([code, coop.swarm.running()]).toEqual([6, before]);
  expect(said).toMatch(/after 3 s not everything is well: .*coop_market-worker/);
  expect(said).toContain('the way back did not work either');
});

test('what cannot go back is said, and exits otherwise', async () => {
  coop.swarm.fail('rollback-coop_market');
  coop.swarm.fail('update-coop_market');
  coop.edge.instead.set('events /', { status: 500, body: '' });
  const { code, said } = await deploy([], { DEPLOY_WAIT_SECONDS: '2' });
  expect(code).toBe(6);
  expect(said).toContain('See "Roll back" in shared/docs/runbook.md.');
});

test('a first deploy that does not work has nothing to go back to, and says so', async () => {
  coop.swarm.empty();
  coop.edge.instead.set('events /', { status: 500, body: '' });
  const { code, said } = await deploy();
  expect([code, coop.swarm.configs()]).toEqual([6, ['coop_deploy_begun']]);
  expect(said).toContain('Nothing ran before, so there is nothing to go back to');
  const again = await deploy();
  expect([again.code, again.said]).toEqual([6, expect.stringContaining('Nothing ran before')]);
});

test('a deploy that works but cannot be remembered says so', async () => {
  coop.swarm.fail('config-coop_deployed_2');
  const { code, said } = await deploy();
  expect([code, coop.swarm.configs()]).toEqual([7, ['coop_deploy_begun', 'coop_deployed_1']]);
  expect(said).toContain('it could not be remembered: run this again.');
});

test('after a failure the next deploy looks at the same apps again', async () => {
  coop.swarm.write('sick', 'coop_market\n');
  await deploy();
  coop.swarm.mend('sick');
  const { code, calls } = await deploy();
  expect(code).toBe(0);
  expect(calls.filter((call) => call.startsWith('build '))).toEqual([]);
  const now = coop.swarm.running();
  const changed = Object.keys(now).filter((service) => now[service] !== before[service]);
  expect(changed).toEqual(['coop_events', 'coop_events-worker', 'coop_market', 'coop_market-worker']);
});
