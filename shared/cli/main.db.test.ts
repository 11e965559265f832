import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ghostPost } from '../testing/ghost-answers.js';
import { recordedTexts } from '../testing/recorded-ghost.js';
import { testDatabase, type TestDatabase } from '../testing/test-database.js';
import { runCommandLine } from './command-line.js';

const site = 'https://old.example';

let database: TestDatabase;
let empty: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await testDatabase();
  empty = await testDatabase('template0');
  folder = await mkdtemp(join(tmpdir(), 'rose-cli-'));
});

afterAll(async () => {
  await database.drop();
  await empty.drop();
  await rm(folder, { recursive: true });
});

interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** In this process: the command line touches nothing but its world. */
async function rose(
  args: string[],
  env: Record<string, string> = { DATABASE_URL: database.url },
  stdin = '',
): Promise<Ran> {
  const said = { stdout: '', stderr: '' };
  const code = await runCommandLine(args, {
    env: { DATA_DIR: folder, ...env },
    stdin: Readable.from([stdin]),
    stdout: { write: (words) => (said.stdout += words) },
    stderr: { write: (words) => (said.stderr += words) },
  });
  return { code, ...said };
}

async function spawned(args: string[]): Promise<Ran> {
  const main = fileURLToPath(new URL('./main.js', import.meta.url));
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  return { code, stdout, stderr };
}

async function file(name: string, content: unknown): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

test('the process ends as the command did', async () => {
  expect(await spawned(['--help'])).toMatchObject({ code: 0, stderr: '' });
  expect(await spawned(['gost'])).toEqual({
    code: 1,
    stdout: '',
    stderr: "Unknown command 'gost'; did you mean ghost?\n",
  });
});

test.each([[[]], [['--help']], [['help']]])('%p lists the nouns', async (args) => {
  const { code, stdout } = await rose(args);
  expect(code).toBe(0);
  expect(stdout).toMatch(/migrate .*\n\s+ghost /);
});

test.each([[['migrate', '--help']], [['ghost', '--help']], [['ghost', 'import', '--help']]])(
  '%p explains itself',
  async (args) => {
    const { code, stdout, stderr } = await rose(args, {});
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`Usage: rose ${args.slice(0, -1).join(' ')}`);
  },
);

test.each([
  [['gost'], "Unknown command 'gost'; did you mean ghost?\n"],
  [['ghost', 'dance'], "Unknown command 'dance'; see rose --help.\n"],
  [['migrate', '--jsn'], "Unknown option '--jsn'; did you mean --json?\n"],
  [['migrate', 'now'], "Too many arguments for 'migrate'; see rose --help.\n"],
  [['ghost', 'import', 'x.json'], "Required option '--site <url>' not specified; see rose --help.\n"],
  [['ghost', 'import', 'no.json', '--site', site], 'no.json cannot be read: there is no such file.\n'],
  [['ghost', 'import', '-', '--site', 'somewhere'], /^The site is the web address of the Ghost/],
])('%p fails with one sentence', async (args, sentence) => {
  const { code, stdout, stderr } = await rose(args, { DATABASE_URL: database.url }, '{"posts":[]}');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toEqual(typeof sentence === 'string' ? sentence : expect.stringMatching(sentence));
  expect(stderr.trim()).not.toContain('\n');
});

test('without a database it says what to set', async () => {
  const { code, stderr } = await rose(['migrate'], {});
  expect(code).toBe(1);
  expect(stderr).toBe('No database is named and npm start is not running here: set DATABASE_URL or start it.\n');
});

test('it finds the database of a running npm start, and not that of one that is gone', async () => {
  const runtime = { pid: process.pid, env: { DATABASE_URL: database.url } };
  await file('runtime.json', runtime);
  expect((await rose(['migrate'], {})).stdout).toBe('The database is up to date.\n');
  await file('runtime.json', { ...runtime, pid: 2 ** 22 + 1 });
  expect((await rose(['migrate'], {})).code).toBe(1);
  await rm(join(folder, 'runtime.json'));
});

test('migrate brings an empty database up to date, and the import asks for it', async () => {
  const env = { DATABASE_URL: empty.url };
  const path = await file('posts.json', { posts: [ghostPost('bread')] });
  expect((await rose(['ghost', 'import', path, '--site', site], env)).stderr).toBe(
    'The database is not up to date: run rose migrate first.\n',
  );
  const { applied } = JSON.parse((await rose(['migrate', '--json'], env)).stdout) as { applied: string[] };
  expect(applied.length).toBeGreaterThan(0);
  expect((await rose(['migrate'], env)).stdout).toBe('The database is up to date.\n');
  expect((await rose(['ghost', 'import', path, '--site', site], env)).code).toBe(0);
});

test('an import reports in words, and as one line of data', async () => {
  const posts = await file('posts.json', {
    status: 200,
    body: { posts: [ghostPost('bread'), ghostPost('soup', { status: 'draft' })] },
  });
  const words = await rose(
    ['ghost', 'import', posts, '-', '--site', `${site}/`],
    undefined,
    JSON.stringify({ pages: [ghostPost('about')] }),
  );
  expect(words.stderr).toBe('');
  expect(words.stdout).toBe(
    [
      `From ${site}:`,
      '  posts       2 added',
      '  pages       1 added',
      '  tags        1 added, 1 the same',
      '  authors     1 added, 1 the same',
      'Notes:',
      '  1 text is not published and hidden from everybody.',
      '',
    ].join('\n'),
  );
  const data = await rose(['ghost', 'import', posts, '--site', site, '--json']);
  expect(data.stdout.trim().split('\n')).toHaveLength(1);
  expect(JSON.parse(data.stdout)).toMatchObject({ site, posts: { added: 0, changed: 0, same: 2 }, notes: [] });
});

test('a text is printed as the Ghost’s editor would open it', async () => {
  const [text] = recordedTexts();
  const lexical = text?.lexical ?? '';
  const posts = await file('posts.json', { posts: [ghostPost('printed', { lexical, visibility: 'members' })] });
  await rose(['ghost', 'import', posts, '--site', site]);
  expect((await rose(['ghost', 'print', 'printed'])).stdout).toBe(`${lexical}\n`);
  const { code, stderr } = await rose(['ghost', 'print', 'nowhere']);
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/^No text is kept .* nowhere; .*\n$/) });
});

test('of several files all are taken or none, and the bad one is named', async () => {
  const good = await file('good.json', { posts: [ghostPost('only-here')] });
  const bad = await file('bad.json', { members: [] });
  const broken = await file('broken.json', '{"posts":');
  const { code, stderr } = await rose(['ghost', 'import', good, bad, '--site', site]);
  expect(code).toBe(1);
  expect(stderr).toMatch(/bad\.json: This holds no posts/);
  expect((await rose(['ghost', 'import', good, broken, '--site', site])).stderr).toMatch(/broken\.json holds no JSON/);
  const again = await rose(['ghost', 'import', good, '--site', site, '--json']);
  expect(JSON.parse(again.stdout)).toMatchObject({ posts: { added: 1 } });
});

test('a database that refuses is named without the password', async () => {
  const url = new URL(database.url);
  url.username = 'no_such_user';
  url.password = 'hunter2';
  const { code, stderr } = await rose(['migrate'], { DATABASE_URL: url.href });
  expect(code).toBe(1);
  expect(stderr).toMatch(/does not let no_such_user in; check user and password in DATABASE_URL\.\n$/);
  expect(stderr).not.toContain('hunter2');
});
