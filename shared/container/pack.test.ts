import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { appNames } from '../contracts/apps.js';
import { rootFolder } from '../dev/data-dir/root-folder.js';

const script = join(rootFolder, 'shared', 'dev', 'tools', 'pack.mjs');
const pack = (what: string, cwd: string) => execFileSync(process.execPath, [script, what], { cwd });
let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'rose-pack-'));
});

afterAll(() => rmSync(root, { recursive: true }));

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));

describe('the workspaces, packed', () => {
  let house: string;

  beforeAll(() => {
    house = join(root, 'house');
    for (const workspace of ['shared', ...appNames]) {
      cpSync(join(rootFolder, workspace), join(house, workspace), { recursive: true });
    }
    for (const name of ['package.json', '_config/app-config.yaml']) cpSync(join(rootFolder, name), join(house, name));
    pack('code', house);
    linkProductionLibraries(join(house, 'node_modules'));
  });

  test('hold no test, no tool, no source and no map', () => {
    const files = filesIn(house).filter((name) => !name.startsWith('node_modules/'));
    const unwanted =
      /\.test\.|\.(ts|map|md|tsbuildinfo)$|^shared\/(dist\/)?(dev|testing|e2e|bench|drill|swarm)\/|Dockerfile/;
    expect(files.filter((name) => unwanted.test(name))).toEqual([]);
  });

  test.each([
    'shared/dist/static/manifest.json',
    'shared/dist/migrations/index.js',
    'shared/templates/layouts',
    'shared/container/entrypoint.sh',
    'blog/templates/pages',
  ])('hold %s', (path) => {
    expect(existsSync(join(house, path))).toBe(true);
  });

  /** A service reads its settings after all of its modules are loaded, so the sentence about them proves that they are. */
  test.each([...appNames])('of %s, everything is there that it loads', (app) => {
    const { status, stderr } = spawnSync(process.execPath, [join(house, app, 'dist', 'main.js')], { env: {} });
    expect(stderr.toString()).toMatch(/^[a-z]+: DATABASE_URL \(or DATABASE_URL_FILE\) is not set;.*\n$/);
    expect(status).toBe(1);
  });

  test('so it is of the command line, of what waits for the stores, and of what is loaded later', async () => {
    expect(await strangersTo(house)).toEqual([]);
  });
});

test('libraries lose types, maps, prose and commands, and keep what runs and their licences', () => {
  const kept = [
    'a/package.json',
    'a/index.js',
    'a/LICENSE.md',
    'a/licence.txt',
    'a/b.node',
    'typeorm/index.mjs',
    'a/dist/docs/x.js',
    'a/test.js',
  ];
  const lost = [
    'a/index.d.ts',
    'a/index.d.cts',
    'a/src/a.ts',
    'a/index.js.map',
    'a/README.md',
    'typeorm/browser/a.js',
    '.bin/a',
    'a/test/x.js',
    '@b/c/docs/x.js',
    'a/node_modules/d/examples/x.js',
    'a/dist/a.test.js',
  ];
  const libraries = join(root, 'libraries', 'node_modules');
  for (const name of [...kept, ...lost, '@rose-ash/shared', '@rose-ash/blog']) {
    mkdirSync(join(libraries, dirname(name)), { recursive: true });
    writeFileSync(join(libraries, name), '');
  }
  pack('libraries', dirname(libraries));
  expect(filesIn(libraries).sort()).toEqual([...kept, '@rose-ash/shared'].sort());
});

interface Lock {
  packages: Record<string, { dev?: boolean; link?: boolean }>;
}

/** What `npm ci --omit=dev` would install, by name. */
function productionLibraries(): string[] {
  const { packages } = JSON.parse(readFileSync(join(rootFolder, 'package-lock.json'), 'utf8')) as Lock;
  return Object.entries(packages)
    .filter(([, { dev, link }]) => dev !== true && link !== true)
    .flatMap(([path]) => /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path)?.[1] ?? []);
}

function linkProductionLibraries(folder: string): void {
  for (const name of productionLibraries()) {
    if (!existsSync(join(rootFolder, 'node_modules', name))) continue;
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    symlinkSync(join(rootFolder, 'node_modules', name), join(folder, name));
  }
  mkdirSync(join(folder, '@rose-ash'));
  symlinkSync('../../shared', join(folder, '@rose-ash', 'shared'));
}

/** Every import that does not lead to one of our own files or to a production library, those of `import()` included. */
async function strangersTo(house: string): Promise<string[]> {
  const { build } = await import('esbuild');
  const shared = ['cli/main.js', 'container/wait-for-stores.js'].map((name) => join(house, 'shared', 'dist', name));
  const { errors } = await build({
    entryPoints: [...appNames.map((app) => join(house, app, 'dist', 'main.js')), ...shared],
    ...{ bundle: true, write: false, platform: 'node', format: 'esm', logLevel: 'silent', outdir: join(house, 'out') },
    external: productionLibraries(),
  }).catch((error: unknown) => error as { errors: { text: string }[] });
  return errors.map(({ text }) => text);
}
