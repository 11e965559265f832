import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { rootFolder } from '../../dev/data-dir/root-folder.js';
import { apps, type App } from './checkout-under-test.js';

/** Lines of .dockerignore, the last that fits decides; a folder stands for all that is in it. */
const rules = readFileSync(join(rootFolder, '.dockerignore'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => ({ keeps: line.startsWith('!'), fits: expressionOf(line.replace('!', '')) }));

function expressionOf(pattern: string): RegExp {
  const parts = pattern.split('**/').map((part) => part.replaceAll('.', String.raw`\.`).replaceAll('*', '[^/]*'));
  return new RegExp(`^${parts.join('(?:.*/)?')}(?:/|$)`);
}

const reachesBuild = (path: string) => rules.findLast(({ fits }) => fits.test(path))?.keeps ?? true;

const files = execFileSync('git', ['ls-files'], { cwd: rootFolder, encoding: 'utf8' }).split('\n').filter(Boolean);
const script = '. shared/swarm/deploy/inputs.sh; only_inputs_of "$1"';
const inputsOf = (app: App) =>
  execFileSync('bash', ['-c', script, 'bash', app], { cwd: rootFolder, encoding: 'utf8', input: files.join('\n') })
    .split('\n')
    .filter(Boolean);
const isOfAnother = (app: App, path: string) => apps.some((other) => other !== app && path.startsWith(`${other}/`));

// Neither words nor tests are in an image, whether they reach its build or not; the tests of the images hold that.
const isNeverInside = (path: string) => path.startsWith('shared/docs/') || path.endsWith('.test.ts');

// Otherwise an image would be taken for the same although something in it changed.
test.each(apps)('whatever can be in the image of %s counts as its input', (app) => {
  const inputs = new Set(inputsOf(app));
  const missed = files.filter((path) => reachesBuild(path) && !inputs.has(path) && !isOfAnother(app, path));
  expect(missed.filter((path) => !isNeverInside(path))).toEqual([]);
});

// Otherwise it would be built and restarted for nothing.
test.each(apps)('nothing else counts as an input of %s, but what says how it is built and run', (app) => {
  const recipe = ['.dockerignore', 'docker-compose.yml', `${app}/Dockerfile`].sort();
  expect(inputsOf(app).filter((path) => !reachesBuild(path))).toEqual(recipe);
});
