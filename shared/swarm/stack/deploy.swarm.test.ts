import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { appNames } from '../../contracts/apps.js';
import { swarmFolder } from '../engine/folders.js';
import { run } from '../engine/must.js';
import { endOfUpdate, untilCalm } from './calm.js';
import { describeInHouse } from './describe-in-house.js';
import { beginWith, commit, deploy, revert, type Deployed } from './deploy.js';
import { docker, taskIds } from './docker.js';
import { whileAsked } from './probe.js';
import { address, newVisitor } from './sites.js';
import { standingStack } from './standing-stack.js';

const runbook = readFileSync(join(swarmFolder, '..', 'docs', 'runbook.md'), 'utf8');
const [, lineByHand = ''] = /`(set -a; [^`]*docker stack deploy [^`]* coop)`/.exec(runbook) ?? [];

describeInHouse('deploy.sh', (papers) => {
  let first: Deployed;

  beforeAll(async () => {
    first = await standingStack(papers());
  });

  const built = ({ said }: Deployed) => [...said.matchAll(/^== Building (\w+)$/gm)].map(([, app]) => app);
  /** All that was said, where a deploy did not end well. */
  const went = ({ code, said }: Deployed) => (code === 0 ? 'well' : `${said}\n${code}`);
  const say = (what: string, { seconds }: Deployed) => process.stdout.write(`${what}: ${seconds.toFixed(1)} s\n`);

  test('on a new Swarm makes and pushes all six, and runs them by digest', async () => {
    say('first deploy', first);
    expect(built(first)).toEqual([...appNames]);
    for (const app of appNames) {
      const format = '{{.Spec.TaskTemplate.ContainerSpec.Image}}';
      const images = await docker('service', 'inspect', '--format', format, `coop_${app}`, `coop_${app}-worker`);
      const [web, worker] = images.split('\n');
      expect(web).toMatch(new RegExp(String.raw`^${papers().registry.address}/${app}(:[\w-]+)?@sha256:[0-9a-f]{64}$`));
      expect(worker).toBe(web);
    }
  });

  test('speaks to a registry that lets in nobody without a login', async () => {
    const env = { ...process.env, DOCKER_CONFIG: join(papers().home, 'nobody') };
    for (const act of ['pull', 'push']) {
      const { code, err } = await run(['docker', act, `${papers().registry.address}/blog:latest`], { env });
      expect({ code, said: err }).toEqual({ code: 1, said: expect.stringMatching(/no basic auth credentials/) });
    }
  });

  test('without a change builds nothing and restarts nothing, not even what was restarted by hand', async () => {
    for (const service of ['redis', 'blog-worker']) {
      await docker('service', 'update', '--force', '--quiet', `coop_${service}`, '--detach');
      await endOfUpdate(service);
    }
    await untilCalm();
    const before = await taskIds();
    const again = await deploy(papers());
    say('deploy without a change', again);
    expect(again).toMatchObject({ code: 0 });
    expect(built(again)).toEqual([]);
    expect(await taskIds()).toEqual(before);
  });

  test('restarts exactly what changed, and no request fails meanwhile', async () => {
    await commit(papers(), 'market/templates/pages/home.eta', (text) => `${text}\n<!-- a new leaf -->\n`);
    const before = await taskIds();
    const dry = await deploy(papers(), '--dry-run');
    expect(dry.code).toBe(0);
    expect(dry.said).toMatch(/market +build in-\w+/);
    expect(await taskIds()).toEqual(before);

    const { result, asked, failed } = await whileAsked(['market', 'blog'], () => deploy(papers()));
    say(`deploy of one app, ${asked} requests meanwhile`, result);
    expect({ code: result.code, built: built(result) }).toEqual({ code: 0, built: ['market'] });
    expect(failed).toEqual([]);
    expect(asked).toBeGreaterThan(100);
    const { market, 'market-worker': worker, ...others } = await taskIds();
    expect(others).toEqual(Object.fromEntries(Object.entries(before).filter(([name]) => !name.startsWith('market'))));
    expect(market).not.toEqual(before['market']);
    expect(worker).not.toEqual(before['market-worker']);
    expect((await newVisitor().open(address('market'))).text).toContain('a new leaf');
  });

  test('goes back by itself from a release that does not run, and says so', async () => {
    await commit(papers(), 'cart/Dockerfile', (text) => text + beginWith('exit 3'));
    const before = await docker(
      'service',
      'inspect',
      '--format',
      '{{.Spec.TaskTemplate.ContainerSpec.Image}}',
      'coop_cart',
    );
    const { result, failed } = await whileAsked(['cart'], () => deploy(papers()));
    say('deploy of what does not run, and back', result);
    expect(result.code).toBe(5);
    expect(result.said).toContain('Everything is back on what ran before.');
    expect(failed).toEqual([]);
    expect(
      await docker('service', 'inspect', '--format', '{{.Spec.TaskTemplate.ContainerSpec.Image}}', 'coop_cart'),
    ).toBe(before);
    expect((await newVisitor().open(address('cart'))).status).toBe(200);
    await revert(papers());
    const mended = await deploy(papers());
    expect({ code: mended.code, built: built(mended) }).toEqual({ code: 0, built: [] });
  });

  test('the line of the runbook deploys by hand what has the names of the stack file, and deploy.sh goes on from there', async () => {
    for (const app of appNames) {
      await docker('tag', `${papers().registry.address}/${app}:latest`, `registry.rose-ash.com:5000/${app}:latest`);
    }
    const { code, err } = await run(['bash', '-euc', lineByHand], { cwd: papers().checkout, seconds: 300 });
    expect({ code, said: err }).toEqual({ code: 0, said: expect.any(String) });
    await untilCalm();
    for (const app of appNames) expect((await newVisitor().open(address(app))).status).toBe(200);
    const after = await deploy(papers());
    expect(went(after)).toBe('well');
    expect(built(after)).toEqual([]);
  });
});
