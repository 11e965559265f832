import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { rootFolder } from '../../dev/data-dir/root-folder.js';
import { findOnPath } from '../find-on-path.js';

const run = promisify(execFile);
const git = async (...args: string[]) =>
  (await run('git', args, { cwd: rootFolder, maxBuffer: 2 ** 26 })).stdout.split('\n').filter(Boolean);
const firstLine = (file: string) => readFileSync(join(rootFolder, file), 'utf8').split('\n', 1)[0] ?? '';

/** Programs for a shell, and parts that one of them sources. */
async function shellFiles() {
  const files = (await git('ls-files', '--cached', '--others', '--exclude-standard')).filter(
    (file) => !/\.(ts|mjs|json|md|eta|svg|css|sql|webp|png)$/.test(file),
  );
  return {
    programs: files.filter((file) => /^#!.*\b(ba|da)?sh\b/.test(firstLine(file))),
    parts: files.filter((file) => firstLine(file).startsWith('# shellcheck shell=')),
  };
}

/** What shellcheck says, also of what a program sources; it says nothing when all is well. */
async function check(...args: string[]): Promise<string> {
  try {
    return (await run('shellcheck', ['--external-sources', '--check-sourced', ...args], { cwd: rootFolder })).stdout;
  } catch (error) {
    const { code, stdout } = error as { code: unknown; stdout: string };
    if (code !== 1) throw error;
    return stdout;
  }
}

const isThere = findOnPath('shellcheck') !== null || process.env['ROSE_REQUIRE_SHELLCHECK'] === '1';
const reason = isThere ? '' : ' (skipped: no shellcheck on PATH; it is a package of that name)';
const whereItIs = isThere ? test : test.skip;

whereItIs(`shellcheck finds nothing in any program of this repository${reason}`, async () => {
  const { programs } = await shellFiles();
  expect(programs).toEqual(expect.arrayContaining(['deploy.sh', '.ci/run', '.gitea/scripts/deploy.sh']));
  expect(await check(...programs)).toBe('');
});

whereItIs(`shellcheck is asked in earnest${reason}`, async () => {
  expect(
    await check('--include', 'SC2034', '--shell', 'bash', join(rootFolder, 'shared/swarm/deploy/settings.sh')),
  ).toContain('SC2034');
});

test('every part is sourced by deploy.sh, so that it is looked at there', async () => {
  const program = readFileSync(join(rootFolder, 'deploy.sh'), 'utf8');
  const { parts } = await shellFiles();
  expect(parts.length).toBeGreaterThan(10);
  expect(parts.filter((part) => !program.includes(`\n. ${part}\n`))).toEqual([]);
});

/** Lines that end reading a pipe before it is empty: whoever writes there then fails by a signal, now and then. */
const breakers = (text: string) =>
  text
    .split('\n')
    .filter((line) => /\| *(grep -\w*q|head( -[nc] *[1-9]| *$| *\|))/.test(line) && !line.includes('|| true'));

test('where a pipe fails with any of its programs, none stops reading early', async () => {
  expect(breakers('a | head -n 3\na | grep -xq b\na | head -n "-$n"\nx=$(a | head -n 1) || true')).toHaveLength(2);
  const { programs, parts } = await shellFiles();
  const strict = programs.filter((file) =>
    /^set -\w*e\w* pipefail$/m.test(readFileSync(join(rootFolder, file), 'utf8')),
  );
  expect(strict).toEqual(expect.arrayContaining(['deploy.sh', '.gitea/scripts/on-server.sh']));
  const found = [...strict, ...parts].flatMap((file) => breakers(readFileSync(join(rootFolder, file), 'utf8')));
  expect(found).toEqual([]);
});

test('no program is longer than a person reads', async () => {
  const { programs, parts } = await shellFiles();
  const long = [...programs, ...parts].filter(
    (file) => readFileSync(join(rootFolder, file), 'utf8').split('\n').length > 300,
  );
  expect(long).toEqual([]);
});
