import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { operator } from '@rose-ash/shared/contracts/viewer';
import { keySealer, makeMissingKeys } from '@rose-ash/shared/infrastructure/oidc/keys/key-ring';
import { startAppUnderTest } from '@rose-ash/shared/testing/app-under-test';
import { eventually } from '@rose-ash/shared/testing/eventually';
import { arrive, authPath, exchange, refresh, tokensOf, wishOf } from '@rose-ash/shared/testing/oidc/code-flow';
import { startProviderUnderTest, type ProviderUnderTest } from '@rose-ash/shared/testing/oidc/provider-under-test';
import { Visitor } from '@rose-ash/shared/testing/oidc/visitor';
import { decodeProtectedHeader } from 'jose';
import pg from 'pg';
import { app } from '../app.js';
import { wire } from '../services.js';
import { finishSignIn } from './interactions.js';

const secretKey = randomBytes(32).toString('hex');
const env = { SECRET_KEY: secretKey, INTERNAL_SECRET: randomBytes(32).toString('hex') };

let under: ProviderUnderTest;

beforeAll(async () => {
  under = await startProviderUnderTest({ app, wire, finishSignIn }, { env });
});

afterAll(() => under.stop());

async function signedIn() {
  const visitor = under.visitor();
  const tokens = tokensOf(await exchange(under.app, under.blog, await arrive(visitor, under.fern.id, under.blog)));
  return { visitor, tokens };
}

async function rowsOf(sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: under.app.databaseUrl });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
}

/** Another process of the provider, on the same database. */
async function another(settings: Record<string, string>) {
  const believing = (router: Parameters<(typeof app.routes)[number]>[0]) => {
    router.get('/sign-in/:uid', (ctx) => finishSignIn(ctx, String(ctx.query['as'])));
  };
  const next = await startAppUnderTest({ ...app, routes: [believing, ...app.routes] }, wire, {
    env: { PUBLIC_PORT: String(under.sites.port), ROLE: 'web', ...env, ...settings },
    databaseUrl: under.app.databaseUrl,
  });
  await eventually(
    () => next.ask('/readyz'),
    ({ status }) => status === 200,
  );
  return next;
}

test('whoever reads the database finds nothing that opens a door', async () => {
  const { visitor, tokens } = await signedIn();
  const flow = await arrive(under.visitor(), under.fern.id, under.blog);
  await visitor.go(authPath(wishOf(under.blog, { prompt: 'login' })));
  const cookies = [...visitor.cookies.values()].map(({ value }) => value);
  const dump = JSON.stringify(await rowsOf('select * from oidc_records, (select count(*) from sign_ins) as n'));
  expect(dump).toContain('AuthorizationCode');
  expect(dump).toContain('Interaction');
  for (const secret of [flow.code, tokens.access_token, tokens.refresh_token ?? '', ...cookies]) {
    expect(secret.length).toBeGreaterThan(20);
    expect(dump).not.toContain(secret);
  }
});

test('a silent sign-on to a known site leaves the session as it was; to a new one it writes it down', async () => {
  const { visitor } = await signedIn();
  const writes = async () =>
    JSON.stringify(await rowsOf(`select id, xmin from oidc_records where model = 'Session' order by id`));
  const before = await writes();
  const silently = async (client: typeof under.blog) =>
    (await visitor.go(authPath(wishOf(client, { prompt: 'none' })))).location?.searchParams.has('code');
  expect(await silently(under.blog)).toBe(true);
  expect(await writes()).toBe(before);
  expect(await silently(under.market)).toBe(true);
  expect(await writes()).not.toBe(before);
});

test('of a stranger who is led to signing out nothing is remembered', async () => {
  const count = () => rowsOf(`select count(*) from oidc_records where model = 'Session'`);
  const before = await count();
  for (const method of ['GET', 'HEAD'] as const) {
    const answer = await under.app.ask('/oidc/session/end?state=x', { method });
    expect([answer.status, answer.headers['set-cookie']]).toEqual([303, undefined]);
  }
  expect(await count()).toEqual(before);
});

test('a provider that is started again in the middle goes on where it was, with the key of before', async () => {
  const visitor = under.visitor();
  const wish = wishOf(under.blog);
  const { location } = await visitor.go(authPath(wish));
  const next = await another({ SECRET_KEY: randomBytes(32).toString('hex'), SECRET_KEY_PREVIOUS: secretKey });
  try {
    const later = new Visitor(next);
    for (const [key, cookie] of visitor.cookies) later.cookies.set(key, cookie);
    const { location: back } = await later.go(`${location?.pathname ?? ''}?as=${under.fern.id}`);
    const code = back?.searchParams.get('code') ?? '';
    const answer = await exchange(next, under.blog, { code, wish, url: new URL('http://x.test') });
    expect((await under.verify(tokensOf(answer).id_token, under.blog)).sub).toBe(under.fern.id);
  } finally {
    await next.stop();
  }
});

test('without the key that sealed them, the keys stay closed, and the log says what to do', async () => {
  const wrong = await another({ SECRET_KEY: randomBytes(32).toString('hex') });
  try {
    expect((await wrong.ask('/oidc/jwks')).status).toBe(500);
    expect(JSON.stringify(wrong.logLines)).toContain('name the key of before in SECRET_KEY_PREVIOUS');
  } finally {
    await wrong.stop();
  }
});

test('keys change while people come and go, and nobody is signed out', async () => {
  const { tokens: before } = await signedIn();
  const kidOf = (token: string) => decodeProtectedHeader(token).kid;
  let token = before.refresh_token ?? '';
  const refused: unknown[] = [];
  const seen = new Set<string | undefined>();
  const over = new AbortController();
  let homes = 0;
  // One from each home: more than some hundred a minute from one are refused.
  const somebodyElse = () => new Visitor(under.app, `10.0.${homes >> 8}.${(homes += 1) & 255}`);
  const busy = (async () => {
    while (!over.signal.aborted) {
      const answer = await refresh(under.app, under.blog, token);
      if (answer.status !== 200) {
        refused.push(answer.text);
        return;
      }
      const { refresh_token = '', id_token } = tokensOf(answer);
      token = refresh_token;
      seen.add(kidOf(id_token));
      await under.verify(id_token, under.blog);
      await arrive(somebodyElse(), under.fern.id, under.market);
    }
  })();
  const rotated = await under.fill(async ({ federation }) => {
    const key = await federation.rotateKeys(operator, 'now');
    await makeMissingKeys(federation, keySealer(under.app.config));
    return key;
  });
  await eventually(
    () => seen.has(rotated?.kid) || refused.length > 0,
    (done) => done,
    20_000,
  );
  over.abort();
  await busy;
  expect(refused).toEqual([]);
  expect(seen.size).toBe(2);
  // What was signed before is still known: by it somebody signs out with one click.
  expect((await under.verify(before.id_token, under.blog)).sub).toBe(under.fern.id);
  const { keys } = (await under.app.ask('/oidc/jwks')).json() as { keys: { kid: string }[] };
  expect(keys).toHaveLength(3);
  expect(keys[0]?.kid).toBe(rotated?.kid);
}, 60_000);
