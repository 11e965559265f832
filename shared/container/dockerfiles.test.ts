import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { appNames } from '../contracts/apps.js';
import { rootFolder } from '../dev/data-dir/root-folder.js';

const read = (...path: string[]) => readFileSync(join(rootFolder, ...path), 'utf8');
const dockerfile = (app: string) => read(app, 'Dockerfile');
const { workspaces } = JSON.parse(read('package.json')) as { workspaces: string[] };

test('the six differ in the line with the name of the app, in their last stage, and in nothing else', () => {
  const [first, ...others] = appNames.map((app) => dockerfile(app).replace(`\nARG APP=${app}\n`, '\nARG APP=\n'));
  expect(new Set(others)).toEqual(new Set([first]));
  const last = first?.split(/^FROM /m).at(-1);
  expect(last).toContain('\nARG APP=\n');
});

describe('what a Dockerfile must hold', () => {
  const text = dockerfile('blog');
  const lines = text.replaceAll('\\\n', '').split('\n');

  test.each([
    ['an image of its own engine’s choice', /^ARG NODE_IMAGE=node:24-bookworm-slim$/],
    ['production libraries', /^RUN npm ci --omit=dev --ignore-scripts/],
    ['somebody who is not root', /^USER node$/],
    ['what everybody may read, whatever the checkout said', /^RUN .*chmod -R a\+rX package\.json _config shared blog /],
    [
      'a place for backups that is nobody else’s',
      /^RUN .*install -d -o node -g node -m 700 \/var\/lib\/rose\/backups$/,
    ],
    ['no program that lends the rights of its owner', /^RUN .*find \/ -xdev -type f -perm \/6000 -exec chmod a-s /],
    ['the signal that stops', /^STOPSIGNAL SIGTERM$/],
    ['a question after its health', /^HEALTHCHECK .*--timeout=3s .* CMD \["\/app\/shared\/container\/healthcheck"\]$/],
    ['a beginning without a shell in between', /^ENTRYPOINT \["\/app\/shared\/container\/entrypoint\.sh"\]$/],
    ['the command line on PATH', /^COPY .*container\/rose \/usr\/local\/bin\/$/],
    ['its labels', /^LABEL org\.opencontainers\.image\.title="Rose Ash: \$\{APP\}" .*com\.rose-ash\.app="\$\{APP\}"$/],
  ])('%s', (_, line) => {
    expect(lines.filter((one) => line.test(one))).toHaveLength(1);
  });

  test('the manifest of every workspace, or npm ci would not be the one of the lock file', () => {
    for (const workspace of workspaces) expect(lines).toContain(`COPY ${workspace}/package.json ${workspace}/`);
  });

  test('nothing that older builders and a house without Docker Hub cannot do', () => {
    expect(text).not.toMatch(/^#\s*syntax=|^(RUN|COPY) --(mount|link|chmod)|<<-?['"]?\w|^ADD /m);
    for (const [, from] of text.matchAll(/^FROM (\S+)/gm)) expect(from).toMatch(/^(\$\{NODE_IMAGE\}|[a-z]+)$/);
  });

  test('nobody becomes root again', () => {
    expect(text.match(/^USER .*/gm)).toEqual(['USER node']);
    expect(text.slice(text.indexOf('USER node'))).not.toMatch(/^RUN /m);
  });
});

test('what builds an image sees neither tests nor prose nor the rooms of those who try', () => {
  const rules = read('.dockerignore').split('\n');
  expect(rules.find((line) => line !== '' && !line.startsWith('#'))).toBe('*');
  const rooms = ['shared/bench', 'shared/dev', 'shared/drill', 'shared/e2e', 'shared/swarm', 'shared/testing'];
  for (const rule of ['**/*.test.ts', '**/*.md', '**/node_modules', '**/dist', ...rooms]) {
    expect(rules.lastIndexOf(rule)).toBeGreaterThan(rules.indexOf('!shared'));
  }
});
