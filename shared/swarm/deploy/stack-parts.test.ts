import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { rootFolder } from '../../dev/data-dir/root-folder.js';
import { apps } from './checkout-under-test.js';

/** The real stack file with nothing but these services, as deploy.sh gives it to the Swarm. */
function partOf(services: string): { services: Record<string, unknown> } {
  const script = `apps=(${apps.join(' ')}); . shared/swarm/deploy/rollout.sh; only_services "$(${services})"`;
  // A name that is used and nowhere given (an anchor that went away with its service) does not parse.
  return parse(execFileSync('bash', ['-c', script], { cwd: rootFolder, encoding: 'utf8' }), { merge: true }) as {
    services: Record<string, unknown>;
  };
}

const six = apps.flatMap((app) => [app, `${app}-worker`]);

test('both halves of the stack file stand alone: the stores with the blog, and the others', () => {
  const first = partOf('services_in_file | grep -vxFf <(app_services) && echo blog');
  const others = partOf('app_services | grep -vx blog');
  expect(Object.keys(first.services).sort()).toEqual(['blog', 'cache', 'db', 'edge', 'redis']);
  expect(Object.keys(others.services).sort()).toEqual(six.filter((name) => name !== 'blog').sort());
});

test('the whole is what the file says', () => {
  const whole = partOf('services_in_file');
  expect(Object.keys(whole.services).sort()).toEqual([...six, 'cache', 'db', 'edge', 'redis'].sort());
});
