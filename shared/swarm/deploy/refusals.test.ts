import { hostname } from 'node:os';
import { describe, expect, test } from '@jest/globals';
import { coopUnderTest } from './coop-under-test.js';

const coop = coopUnderTest();
const deploy = (args: string[] = [], env: Record<string, string> = {}) => coop.swarm.deploy(coop.checkout, args, env);
const lock = 'coop_deploy_lock';

/** Says one sentence with these words, ends with this code, and changes nothing. */
async function refuses(code: number, words: string, args: string[] = [], env: Record<string, string> = {}) {
  const before = coop.swarm.everything();
  const outcome = await deploy(args, env);
  expect([outcome.code, coop.swarm.everything()]).toEqual([code, before]);
  expect(outcome.said.trim().split('\n').at(-1)).toContain(words);
  return outcome;
}

describe('arguments', () => {
  test.each([
    [['shop'], '"shop" is no app and no option of this'],
    [['--everything'], '"--everything" is no app and no option of this'],
    [['--all', 'cart'], 'Either name apps or say --all.'],
    [['--dry-run', '--unlock'], '--unlock is said alone.'],
  ])('%j', async (args, words) => {
    const { calls } = await refuses(2, words, args);
    expect(calls).toEqual([]);
  });

  test('--help tells of every option and exit code', async () => {
    const { code, said, calls } = await deploy(['--help']);
    expect([code, calls]).toEqual([0, []]);
    for (const word of ['--all', '--force', '--dry-run', '--unlock', 'DEPLOY_WAIT_SECONDS', 'DEPLOY_EDGE']) {
      expect(said).toContain(word);
    }
  });
});

describe('settings', () => {
  test('a missing variable is named, and how to bring it', async () => {
    await refuses(1, 'BASE_DOMAIN missing: set it in .env', [], { BASE_DOMAIN: '' });
  });

  test('what .env says counts', async () => {
    coop.checkout.write({ '.env': 'BASE_DOMAIN=rose.test\nMAIL_FROM="Rose Ash <hello@rose.test>"\n' });
    expect((await deploy(['--dry-run'], { BASE_DOMAIN: '' })).code).toBe(0);
  });

  test.each([
    ['that the shell cannot read', 'MAIL_FROM=Rose Ash <hello@rose.test>\n', '.env cannot be read by the shell'],
    ['of Windows', 'BASE_DOMAIN=rose.test\r\n', '.env has the line ends of Windows'],
  ])('an .env %s', async (_, contents, words) => {
    coop.checkout.write({ '.env': contents });
    await refuses(1, words);
  });

  test('nothing of .env is ever printed, however it ends', async () => {
    coop.checkout.write({ '.env': 'SUMUP_API_KEY=sup_sk_hush\nBASE_DOMAIN=rose.test\n' });
    coop.checkout.commit({ 'cart/app.ts': 'newer' });
    const well = await deploy();
    coop.checkout.write({ '.env': 'SUMUP_API_KEY=sup_sk_hush\nSECRET_KEY=hush hush\n' });
    const ill = await deploy();
    expect([well.code, ill.code]).toEqual([0, 1]);
    expect(well.said + ill.said + well.calls.join()).not.toContain('hush');
  });

  test('a waiting time that is none', async () => {
    await refuses(1, 'DEPLOY_WAIT_SECONDS must be a number of seconds.', [], { DEPLOY_WAIT_SECONDS: 'soon' });
  });
});

describe('the place', () => {
  test('a checkout that differs from its commit', async () => {
    coop.checkout.write({ 'cart/app.ts': 'not committed' });
    await refuses(1, 'this differs from the last one: cart/app.ts. Commit or stash it.');
  });

  test('a checkout in which very much differs', async () => {
    const many = (contents: string) =>
      Object.fromEntries(
        Array.from({ length: 3_000 }, (_, at) => [`cart/a-rather-long-name/${String(at)}.ts`, contents]),
      );
    coop.checkout.commit(many('committed'));
    coop.checkout.write(many('not committed'));
    const { said } = await refuses(1, 'this differs from the last one: cart/a-rather-long-name/0.ts cart/');
    expect(said.length).toBeLessThan(500);
  });

  test('a Swarm that does not say what was deployed', async () => {
    coop.swarm.fail('inspect-coop_deployed_1', 'context deadline exceeded');
    await refuses(1, 'The configs of the Swarm cannot be read; run this again.');
  });

  test('an engine that is no manager', async () => {
    coop.swarm.write('manager', 'false\n');
    await refuses(1, 'This engine is no manager of a Swarm');
  });

  test('a Swarm that does not say what runs', async () => {
    coop.swarm.fail('service-inspect', 'context deadline exceeded');
    await refuses(1, 'The services of the Swarm cannot be read; run this again.');
  });

  test('an engine that is away', async () => {
    coop.swarm.fail('info', 'cannot connect');
    await refuses(1, 'docker does not reach its engine');
  });

  test.each([
    ['away', 'Get "https://registry.rose-ash.com:5000/v2/": dial tcp: connect: connection refused'],
    ['unknown', 'Get "https://registry.rose-ash.com:5000/v2/": dial tcp: lookup registry.rose-ash.com: no such host'],
    ['closed', 'Get "https://registry.rose-ash.com:5000/v2/cart/manifests/in-1": no basic auth credentials'],
  ])('a registry that is %s does not count as one without images', async (_, said) => {
    coop.swarm.fail('pull', said);
    const { calls } = await refuses(1, 'The registry cannot be asked for registry.rose-ash.com:5000/blog:in-');
    await refuses(1, 'The registry cannot be asked', ['--dry-run']);
    expect(calls.filter((call) => call.startsWith('build'))).toEqual([]);
  });
});

describe('the lock', () => {
  const held = (place: string, pid = 1) => {
    const minutesAgo = new Date(Date.now() - 5 * 60_000).toISOString().replace(/\.\d+/, '');
    coop.swarm.hold(lock, `${place} ${String(pid)} ${minutesAgo} ada@elsewhere\n`);
  };

  test('of another deploy stands in the way, with its holder and its age', async () => {
    held('elsewhere:boot:pid');
    const { said } = await refuses(3, 'Another deploy is under way (ada@elsewhere since ');
    expect(said).toMatch(/[56] min ago/);
    expect(said).toContain('./deploy.sh --unlock');
  });

  test('is taken away by --unlock, which says whose it was', async () => {
    held('elsewhere:boot:pid');
    const { code, said } = await deploy(['--unlock']);
    expect([code, coop.swarm.configs()]).toEqual([0, ['coop_deployed_1']]);
    expect(said).toContain('Took away the lock of ada@elsewhere');
    expect((await deploy(['--unlock'])).said).toContain('There is no lock.');
  });

  test('of a process of another machine is no business of ours, though there is none of that number here', async () => {
    held(`${hostname()}:another-boot:pid`, 999_999_999);
    await refuses(3, 'Another deploy is under way');
  });

  test('is held by one of two that begin at once', async () => {
    coop.checkout.commit({ 'cart/app.ts': 'newer' });
    const both = await Promise.all([deploy(), deploy()]);
    expect(both.map(({ code }) => code).sort()).toEqual([0, 3]);
  });
});
