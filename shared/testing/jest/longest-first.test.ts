import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { rootFolder } from '../../dev/data-dir/root-folder.js';
import LongestFirst, { rankOf } from './longest-first.js';

const names = [
  'lib/words.test.js',
  'e2e/gallery.e2e.test.js',
  'cli/user.db.test.js',
  'drill/log/log-drill.flow.test.js',
];

/** As Jest has them where it keeps no memory. */
const testsOf = (paths: readonly string[]) =>
  paths.map((path) => ({ path: `/shared/dist/${path}`, context: { config: { cache: false } } }));

type Tests = Parameters<LongestFirst['sort']>[0];

test('nobody knows how long they take: what is known to be slow begins first, and the quick end', async () => {
  const sequencer = new LongestFirst({} as never);
  const tests = testsOf(names).map((one) => ({ ...one, context: { ...one.context, hasteFS: { getSize: () => 1 } } }));
  const sorted = await sequencer.sort(tests as unknown as Tests);
  expect(sorted.map(({ path }) => path.replace('/shared/dist/', ''))).toEqual([
    'e2e/gallery.e2e.test.js',
    'drill/log/log-drill.flow.test.js',
    'cli/user.db.test.js',
    'lib/words.test.js',
  ]);
});

test('whatever has its own place is there', () => {
  const files = readdirSync(join(rootFolder, 'shared', 'dist'), { recursive: true, encoding: 'utf8' });
  const ranks = new Set(files.filter((path) => path.endsWith('.test.js')).map((path) => rankOf(`/${path}`)));
  expect(ranks.size).toBe(10);
});
