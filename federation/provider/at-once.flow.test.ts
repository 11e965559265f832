import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { firstPartyClients } from '@rose-ash/shared/infrastructure/oidc/first-party';
import { arrive, authPath, exchange, refresh, tokensOf, wishOf } from '@rose-ash/shared/testing/oidc/code-flow';
import type { TestClient } from '@rose-ash/shared/testing/oidc/code-flow';
import { startProviderUnderTest, type ProviderUnderTest } from '@rose-ash/shared/testing/oidc/provider-under-test';
import type { Visitor } from '@rose-ash/shared/testing/oidc/visitor';
import pg from 'pg';
import { app } from '../app.js';
import { wire } from '../services.js';
import { finishSignIn } from './interactions.js';

let under: ProviderUnderTest;
let six: TestClient[];

beforeAll(async () => {
  under = await startProviderUnderTest({ app, wire, finishSignIn });
  six = firstPartyClients(under.app.config);
});

afterAll(() => under.stop());

async function rowsOf<R>(sql: string, values: unknown[]): Promise<R[]> {
  const client = new pg.Client({ connectionString: under.app.databaseUrl });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows as R[];
  } finally {
    await client.end();
  }
}

/** A browser in which the member signed in at the blog, and the sign-in. */
async function signedIn(memberId = under.fern.id) {
  const visitor = under.visitor();
  const tokens = tokensOf(await exchange(under.app, under.blog, await arrive(visitor, memberId, under.blog)));
  const claims = await under.verify(tokens.id_token, under.blog);
  return { visitor, signInId: String(claims['sign_in']), tokens };
}

async function silently(visitor: Visitor, client: TestClient) {
  const wish = wishOf(client, { prompt: 'none' });
  // Not followed: one of the six lives where the provider does.
  const { headers } = await visitor.ask(authPath(wish));
  const url = new URL(String(headers['location']));
  const code = url.searchParams.get('code') ?? '';
  const answer = await exchange(under.app, client, { wish, code, url });
  return { client, code, answer };
}

const reachOf = async (signInId: string) => {
  const [row] = await rowsOf<{ clients: string[] }>(
    `select array(select jsonb_object_keys(r.payload -> 'authorizations') order by 1) as clients
     from sign_ins s join oidc_records r on r.uid = s.session_uid where s.id = $1`,
    [signInId],
  );
  return row?.clients;
};

test('all six sites opened at once know the member, stay signed in, and are told of the end', async () => {
  const { visitor, signInId } = await signedIn();
  const came = await Promise.all(six.map((client) => silently(visitor, client)));
  expect(came.map(({ answer }) => answer.status)).toEqual(came.map(() => 200));
  expect(await reachOf(signInId)).toEqual(six.map(({ id }) => id).sort());
  const sids = new Map<string, unknown>();
  for (const { client, answer } of came) {
    const tokens = tokensOf(answer);
    sids.set(client.id, (await under.verify(tokens.id_token, client))['sid']);
    expect((await refresh(under.app, client, tokens.refresh_token ?? '')).status).toBe(200);
  }
  await under.fill(({ federation }) => federation.endSignIn({ id: under.fern.id, roles: [] }, signInId));
  const told = await rowsOf<{ id: string; sid: string }>(
    'select client_id as id, sid from logout_deliveries where sid = any($1)',
    [[...sids.values()]],
  );
  expect(new Map(told.map(({ id, sid }) => [id, sid]))).toEqual(sids);
  expect(new Set(sids.values()).size).toBe(6);
});

test.each(['market', 'other'] as const)('three windows of one site at once all come in (%s)', async (name) => {
  const { visitor } = await signedIn();
  await under.fill(({ federation }) =>
    federation.giveConsent(under.fern.id, under.other.id, ['openid', 'profile', 'email']),
  );
  const came = await Promise.all([1, 2, 3].map(() => silently(visitor, under[name])));
  expect(came.map(({ answer }) => answer.status)).toEqual([200, 200, 200]);
});

test('a window that signs in anew while another one opens a site: both hold, and the browser stays known', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { visitor } = await signedIn();
    const wish = wishOf(under.blog, { prompt: 'login' });
    const { location } = await visitor.go(authPath(wish));
    const [anew, ...came] = await Promise.all([
      visitor.go(`${location?.pathname ?? ''}?as=${under.fern.id}`),
      ...six.slice(1, 4).map((client) => silently(visitor, client)),
    ]);
    const code = anew.location?.searchParams.get('code') ?? '';
    expect((await exchange(under.app, under.blog, { wish, code, url: new URL('x:') })).status).toBe(200);
    // Who came with the id of before when it was over already was given nothing; else what they were given holds.
    expect(came.filter(({ code, answer }) => code !== '' && answer.status !== 200)).toEqual([]);
    expect((await silently(visitor, under.market)).answer.status).toBe(200);
  }
});
