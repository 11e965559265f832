import { describe, expect, test } from '@jest/globals';
import { apps } from './checkout-under-test.js';
import { coopUnderTest } from './coop-under-test.js';
import type { Outcome } from './swarm-under-test.js';

const coop = coopUnderTest();
const deploy = (args: string[] = [], env: Record<string, string> = {}) => coop.swarm.deploy(coop.checkout, args, env);

/** The calls that change something, without the names of folders and hashes. */
function acts({ calls }: Outcome): string[] {
  const changing = calls.filter((call) =>
    /^(build|push|tag|stack deploy|service (update|rollback)|config (create|rm)) /.test(call),
  );
  return changing.map((call) =>
    call
      .replace(/^build .*\/(\w+):in-.*$/, 'build $1')
      .replace(/^push \S+\/(\w+):(in|latest).*$/, 'push $1 $2')
      .replace(/^tag .*\/(\w+):latest$/, 'tag $1 latest')
      .replace(/^config create .*?(\w+) -$/, 'create $1')
      .replace(/^config rm .*$/, 'rm')
      .replace(/^stack deploy.*$/, 'deploy'),
  );
}

test('one app that changed is built, pushed, deployed by digest, seen to work, and remembered', async () => {
  const before = coop.swarm.running();
  const commit = coop.checkout.commit({ 'cart/app.ts': 'newer' });
  const outcome = await deploy();
  expect([outcome.code, coop.swarm.unknownCalls()]).toEqual([0, '']);
  expect(acts(outcome)).toEqual([
    'create coop_deploy_lock',
    'build cart',
    'push cart in',
    'create coop_deploy_begun',
    'deploy',
    'tag cart latest',
    'push cart latest',
    'create coop_deployed_2',
    'rm',
    'rm',
  ]);
  const after = coop.swarm.running();
  expect(Object.keys(after).filter((service) => after[service] !== before[service])).toEqual([
    'coop_cart',
    'coop_cart-worker',
  ]);
  expect(after['coop_cart']).toMatch(/^registry\.rose-ash\.com:5000\/cart@sha256:[0-9a-f]{64}$/);
  expect(coop.swarm.configs()).toEqual(['coop_deployed_1', 'coop_deployed_2']);
  expect(coop.swarm.config('coop_deployed_2')).toContain(`cart ${commit} `);
  expect(coop.edge.asked).toEqual([
    'blog /healthz',
    ...apps.flatMap((app) => [`${app} /healthz`, `${app} /`]),
    'blog /',
  ]);
});

test('where nothing changed nothing is built and no service gets another image', async () => {
  const before = coop.swarm.running();
  coop.checkout.commit({ 'README.md': 'words' });
  const outcome = await deploy();
  expect([outcome.code, coop.swarm.running()]).toEqual([0, before]);
  expect(acts(outcome).filter((act) => /build|push|tag/.test(act))).toEqual([]);
});

test('a changed file of settings gets a name of its own, whatever number .env has for a deploy by hand', async () => {
  coop.checkout.write({ '.env': 'APP_CONFIG_VERSION=1\nEDGE_CONFIG_VERSION=1\n' });
  await deploy(['--all']);
  const before = coop.swarm.has('app-config-version');
  coop.checkout.commit({ '_config/app-config.yaml': 'hosts: { blog: [x.test] }' });
  expect((await deploy()).code).toBe(0);
  expect(coop.swarm.has('app-config-version')).toMatch(/^[0-9a-f]{12}$/);
  expect(coop.swarm.has('app-config-version')).not.toBe(before);
});

test('an image that was made before is taken, not built', async () => {
  const before = coop.swarm.running();
  coop.checkout.commit({ 'cart/app.ts': 'newer' });
  await deploy();
  coop.checkout.commit({ 'cart/app.ts': 'cart' });
  const back = await deploy();
  expect(acts(back).filter((act) => act.startsWith('build'))).toEqual([]);
  expect([back.code, coop.swarm.running()]).toEqual([0, before]);
});

test('the blog goes first and alone where migrations changed', async () => {
  coop.checkout.commit({ 'shared/migrations/2-second.ts': 'x' });
  const { code, said } = await deploy();
  expect(code).toBe(0);
  expect(coop.swarm.stackFiles().map(servicesIn)).toEqual([
    ['blog', 'db', 'edge'],
    ['blog-worker', ...apps.slice(1).flatMap((app) => [app, `${app}-worker`])],
  ]);
  expect(said).toMatch(/blog first[\s\S]*3 services are well[\s\S]*the others[\s\S]*11 services are well/);
});

const servicesIn = (file: string) =>
  [...(file.split('services:')[1]?.split('networks:')[0] ?? '').matchAll(/^ {2}([\w-]+):/gm)].map(([, name]) => name);

test('an image is made of the commit, and of nothing else that lies about', async () => {
  coop.checkout.commit({ 'cart/app.ts': 'newer' });
  coop.checkout.write({ 'cart/forgotten.ts': 'x' });
  const outcome = await deploy();
  expect(coop.swarm.contextOf('cart')).toContain('./cart/app.ts');
  expect(outcome.code).toBe(0);
  expect(coop.swarm.contextOf('cart')).not.toContain('./cart/forgotten.ts');
});

test('--force builds again what is there, and restarts what came out the same', async () => {
  const outcome = await deploy(['--force', 'cart']);
  expect(outcome.code).toBe(0);
  expect(acts(outcome)).toContain('build cart');
  expect(outcome.calls.filter((call) => call.startsWith('service update'))).toEqual([
    'service update --force --detach --quiet coop_cart',
    'service update --force --detach --quiet coop_cart-worker',
  ]);
});

test.each([
  ['20.10.24', false, '1'],
  ['28.2.2', true, '1'],
  ['28.2.2', false, 'none'],
])('docker %s builds with what it has (buildx: %s)', async (version, hasBuildx, expected) => {
  coop.swarm.write('version', version);
  if (hasBuildx) coop.swarm.write('buildx', '');
  coop.checkout.commit({ 'cart/app.ts': 'newer' });
  expect((await deploy([], { DOCKER_BUILDKIT: '1' })).code).toBe(0);
  expect(coop.swarm.has('buildkit')).toBe(expected);
});

describe('the Swarm is busy with a service that it is told of', () => {
  const busy = 'rpc error: code = Unknown desc = update out of sequence';

  test('it is told again, and what it took before is not', async () => {
    coop.checkout.commit({ 'cart/app.ts': 'newer', 'market/app.ts': 'newer' });
    coop.swarm.fail('tell-market', busy);
    const { code, said } = await deploy();
    expect(code).toBe(0);
    expect(said).not.toContain('out of sequence');
    const [all = [], again = []] = coop.swarm.stackFiles().map(servicesIn);
    expect(all.indexOf('market')).toBeGreaterThan(0);
    expect(again).toEqual(all.slice(all.indexOf('market')));
  });

  test('it gives up where the Swarm goes on refusing', async () => {
    const before = coop.swarm.running();
    coop.checkout.commit({ 'cart/app.ts': 'newer' });
    coop.swarm.fail('stack-deploy', busy);
    const { code, said } = await deploy();
    expect([code, coop.swarm.running(), coop.swarm.stackFiles().length]).toEqual([5, before, 5]);
    expect(said).toContain('out of sequence');
  });
});
