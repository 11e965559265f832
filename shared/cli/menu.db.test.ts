import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { recordedActivities } from '../testing/recorded-activities.js';
import { registryUnderTest, type RegistryUnderTest } from '../testing/registry-under-test.js';
import { runCommandLine } from './command-line.js';

let under: RegistryUnderTest;
let folder: string;

beforeAll(async () => {
  under = await registryUnderTest();
  folder = await mkdtemp(join(tmpdir(), 'rose-menu-'));
});

afterAll(async () => {
  await under.close();
  await rm(folder, { recursive: true });
});

async function rose(args: string[], stdin = '') {
  const said = { stdout: '', stderr: '' };
  const code = await runCommandLine(['menu', ...args], {
    env: { DATABASE_URL: under.url, REDIS_URL: process.env['ROSE_TEST_REDIS_URL'] ?? '', REDIS_PREFIX: 'test-menu' },
    stdin: Readable.from([stdin]),
    stdout: { write: (words) => (said.stdout += words) },
    stderr: { write: (words) => (said.stderr += words) },
  });
  return { code, ...said };
}

async function file(name: string, words: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, words);
  return path;
}

const yaml = `- label: "The bakehouse: and more"
  href: blog:/tag/bread/
  children:
    - label: On the shelves
      href: market:/
      children:
        - label: Rye
          href: market:/products/rye
- label: Our mill
  href: https://mill.example/
`;

test('a menu is set from a file, told of once, and shown as the file that it was', async () => {
  expect(await rose(['show'])).toEqual({ code: 0, stderr: '', stdout: '[]\n' });
  const path = await file('menu.yaml', yaml);
  expect(await rose(['set', path])).toEqual({ code: 0, stderr: '', stdout: 'The menu has 4 entries now.\n' });
  await rose(['set', path]);
  expect(await recordedActivities(under)).toEqual(['menu.changed menu:main']);
  const { stdout } = await rose(['show']);
  expect(await rose(['set', '-', '--json'], stdout)).toMatchObject({ stdout: '{"entries":4}\n' });
  expect(await recordedActivities(under)).toHaveLength(1);
  expect(await under.services.blog.findMenu()).toMatchObject([{ label: 'The bakehouse: and more' }, { children: [] }]);
});

test('JSON does as well, and an empty list takes the menu away', async () => {
  const json = JSON.stringify([{ label: 'Only', href: 'events:/' }]);
  await rose(['set', '-'], json);
  expect((await rose(['show', '--json'])).stdout).toBe('[{"label":"Only","href":"events:/","children":[]}]\n');
  expect((await rose(['set', '-'], '[]')).stdout).toBe('There is no menu now.\n');
  expect(await under.services.blog.findMenu()).toEqual([]);
});

test.each([
  ['', 'stdin: a menu is a list of entries, each with label, href and, if there are any, children.'],
  ['label: x', 'stdin: a menu is a list of entries, each with label, href and, if there are any, children.'],
  ['- label: x', 'stdin, entry 1: href is missing, or no address: where it leads.'],
  [
    '- {label: x, href: "blog:/"}\n- {label: 7, href: "blog:/"}',
    'stdin, entry 2: label is missing, or no words: what the menu says.',
  ],
  ['- {label: x, href: "blog:/", url: y}', 'stdin, entry 1: url means nothing here.'],
  ['- {label: x, href: "blog:/", children: no}', 'stdin, entry 1: children is a list of entries.'],
  [
    '- {label: x, href: "blog:/", children: [{label: y, href: "javascript:alert(1)"}]}',
    'stdin, entry 1, child 1: An address is a place on one of our sites, like market:/products/loaf, or begins with https://.',
  ],
  [
    '[{label: a, href: "blog:/", children: [{label: b, href: "blog:/", children: [{label: c, href: "blog:/", children: [{label: d, href: "blog:/"}]}]}]}]',
    'stdin, entry 1, child 1, child 1: A menu is three deep at most.',
  ],
  ['- {label: "", href: "blog:/"}', 'stdin, entry 1: A word in the menu is missing.'],
  ['- &a {label: x, href: "blog:/", children: [*a]}', 'stdin holds no YAML and no JSON; see rose menu set --help.'],
  ['- label: x\n  href: "blog', 'stdin holds no YAML and no JSON, as far as line 2; see rose menu set --help.'],
])('%j is answered with what is wrong, and changes nothing', async (words, sentence) => {
  const before = await under.services.blog.findMenu();
  expect(await rose(['set', '-'], words)).toEqual({ code: 1, stdout: '', stderr: `${sentence}\n` });
  expect(await under.services.blog.findMenu()).toEqual(before);
});

test('a file that is not there is named', async () => {
  const { code, stderr } = await rose(['set', join(folder, 'none.yaml')]);
  expect([code, stderr]).toEqual([1, expect.stringMatching(/none\.yaml cannot be read: there is no such file\.\n$/)]);
});
