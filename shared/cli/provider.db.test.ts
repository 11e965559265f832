import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { operator } from '../contracts/viewer.js';
import { clientSealer } from '../infrastructure/oidc/client-secrets.js';
import { registryUnderTest, type RegistryUnderTest } from '../testing/registry-under-test.js';
import { runCommandLine } from './command-line.js';

let under: RegistryUnderTest;
const SECRET_KEY = 'x'.repeat(40);

beforeAll(async () => {
  under = await registryUnderTest();
  await under.services.federation.registerMember(operator, { handle: 'fern', email: 'fern@example.org', name: 'Fern' });
});

afterAll(() => under.close());

const rose = (...args: string[]) => roseSaid('', ...args);

/** @param typed what stands on standard input. */
async function roseSaid(typed: string, ...args: string[]) {
  const said = { stdout: '', stderr: '' };
  const code = await runCommandLine(args, {
    env: { DATABASE_URL: under.url, SECRET_KEY },
    stdin: Readable.from([typed]),
    stdout: { write: (words) => (said.stdout += words) },
    stderr: { write: (words) => (said.stderr += words) },
  });
  return { code, ...said };
}

const data = async <T>(...args: string[]) => JSON.parse((await rose(...args, '--json')).stdout) as T;

test('a client is let in, with a secret that is shown once and kept sealed, and shut out again', async () => {
  const uris = ['--redirect-uri', 'https://tools.example/cb', '--redirect-uri', 'https://tools.example/cb2'];
  const rest = [
    '--post-logout-redirect-uri',
    'https://tools.example/',
    '--backchannel-logout-uri',
    'https://tools.example/out',
  ];
  const made = await data<{ client_id: string; client_secret: string }>(
    'client',
    'add',
    '--name',
    'Tools',
    ...uris,
    ...rest,
  );
  expect(Object.keys(made)).toEqual(['client_id', 'client_secret']);
  expect(made.client_secret).toMatch(/^[\w-]{43}$/);
  const kept = await under.services.federation.findClient(made.client_id);
  expect(kept).toMatchObject({ name: 'Tools', redirectUris: [uris[1], uris[3]], backchannelLogoutUri: rest[3] });
  expect(kept?.sealedSecret).not.toContain(made.client_secret);
  const sealer = clientSealer({ secretKey: SECRET_KEY, previousSecretKeys: [] });
  expect(sealer.open(kept?.sealedSecret ?? '', made.client_id)).toBe(made.client_secret);
  expect(() => sealer.open(kept?.sealedSecret ?? '', 'another')).toThrow(/SECRET_KEY_PREVIOUS/);
  const list = await rose('client', 'list');
  expect(list.stdout).toContain(`${made.client_id}  Tools`);
  const listed = list.stdout + JSON.stringify(await data('client', 'list'));
  for (const secret of [made.client_secret, kept?.sealedSecret]) expect(listed).not.toContain(secret);
  expect((await rose('client', 'remove', made.client_id)).code).toBe(0);
  expect(await data('client', 'list')).toEqual({ clients: [] });
  expect(await rose('client', 'remove', made.client_id)).toMatchObject({ code: 1, stdout: '' });
});

test.each([
  ['an address with a fragment', ['--name', 'A', '--redirect-uri', 'https://a.example/#x'], 'redirect URI'],
  ['a script', ['--name', 'A', '--redirect-uri', 'javascript:alert(1)'], 'redirect URI'],
  ['a password in the address', ['--name', 'A', '--redirect-uri', 'https://u:p@a.example/'], 'redirect URI'],
  ['our own name', ['--name', 'Rose-Ash Blog', '--redirect-uri', 'https://a.example/'], 'speaks for the house'],
  ['no address', ['--name', 'A'], 'at least one redirect URI'],
])('%s is refused in one sentence', async (_what, args, words) => {
  const { code, stdout, stderr } = await rose('client', 'add', ...args);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toContain(words);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

test('keys: two are there, the waiting one takes over, and the old one stays known', async () => {
  interface Listed {
    keys: { kid: string; state: string; publishedUntil: string | null }[];
  }
  const soon = await data<{ kid: string; signsFrom: string }>('keys', 'rotate');
  // The clock of the services here is the true one.
  expect(new Date(soon.signsFrom).getTime() - Date.now()).toBeGreaterThan(23 * 3_600_000);
  const before = await data<Listed>('keys', 'list');
  expect(before.keys.map(({ state }) => state)).toEqual(['signs', 'waits', 'waits']);
  // Each process has published it by now.
  await under.rows(`update oidc_keys set published_at = published_at - interval '1 minute'`);
  const now = await data<{ kid: string }>('keys', 'rotate', '--now');
  expect(now.kid).toBe(soon.kid);
  const after = await data<Listed>('keys', 'list');
  expect(after.keys.map(({ state }) => state)).toEqual(['signs', 'waits', 'retired']);
  expect(after.keys[0]?.kid).toBe(now.kid);
  const retired = after.keys[2];
  expect(retired?.kid).toBe(before.keys[0]?.kid);
  expect(Date.parse(retired?.publishedUntil ?? '') - Date.now()).toBeGreaterThan(90 * 24 * 3_600_000);
  expect((await rose('keys', 'list')).stdout).toMatch(/signs\n.*\n.*waits\n.*\n.*of before\n/);
});

test('a token is shown once, kept as its hash, and does not work once revoked', async () => {
  const { token } = await data<{ token: string }>('token', 'add', '--actor', 'blog');
  const { token: ferns } = await data<{ token: string }>(
    'token',
    'add',
    '--user',
    'Fern@example.org',
    '--scope',
    'read',
  );
  const check = (one: string) => roseSaid(`${one}\n`, 'token', 'check', '--json');
  const bearerOf = async (one: string) => JSON.parse((await check(one)).stdout) as object;
  expect(await bearerOf(token)).toMatchObject({ actor: 'blog', memberId: null, scopes: ['read', 'write'] });
  expect(await bearerOf(ferns)).toMatchObject({ actor: null, scopes: ['read'] });
  expect((await roseSaid(token, 'token', 'check')).stdout).toMatch(/^It works, as the app blog, for: read write\./);
  expect(JSON.stringify(await under.rows('select * from api_tokens'))).not.toContain(token);
  const { tokens } = await data<{ tokens: { id: string; owner: string }[] }>('token', 'list');
  expect(tokens.map(({ owner }) => owner)).toEqual(['blog', '@fern']);
  expect((await rose('token', 'revoke', tokens[0]?.id ?? '')).code).toBe(0);
  expect(await check(token)).toMatchObject({ code: 1, stdout: '' });
  expect((await check('rubbish')).stderr).toContain('It does not work');
  expect((await rose('token', 'revoke', tokens[0]?.id ?? '')).code).toBe(1);
});

test.each([
  ['nobody', ['add'], '--actor <app> or --user <email>'],
  ['both', ['add', '--actor', 'blog', '--user', 'fern@example.org'], '--actor <app> or --user <email>'],
  ['an app that is none', ['add', '--actor', 'shop'], 'An actor is one of'],
  ['somebody who never joined', ['add', '--user', 'moth@example.org'], 'Nobody has joined'],
])('a token for %s is refused in one sentence', async (_whom, args, words) => {
  const { code, stderr } = await rose('token', ...args);
  expect(code).toBe(1);
  expect(stderr).toContain(words);
});

test('what was done stands in the book, and nobody can change or remove it', async () => {
  const kinds = (await under.rows<{ kind: string }>('select kind from audit_events order by id')).map(
    ({ kind }) => kind,
  );
  expect(kinds).toEqual(expect.arrayContaining(['client.added', 'client.removed', 'key.rotated', 'token.revoked']));
  for (const sql of [`update audit_events set kind = 'a.b'`, 'delete from audit_events', 'truncate audit_events']) {
    await expect(under.rows(sql)).rejects.toThrow(/written once/);
  }
});
