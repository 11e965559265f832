import { createHash, randomBytes } from 'node:crypto';
import { Agent, request, type Dispatcher } from 'undici';
import { issuer, site } from './site.js';

/** A provider that runs, with a browser in which somebody is signed in. */
export interface Ground {
  port: number;
  cookie: string;
  paths: { auth: string; token: string };
  secret: string;
}

const [redirectUri = ''] = site.redirect_uris;

export const openAgent = () => new Agent({ connections: 1 });

/** A silent sign-on as a site has it: to the provider and back, and the code traded for tokens. In ms. */
export async function signOn(ground: Ground, dispatcher: Dispatcher): Promise<number> {
  const verifier = randomBytes(32).toString('base64url');
  const begun = performance.now();
  const query = new URLSearchParams({
    ...{ client_id: site.client_id, redirect_uri: redirectUri, response_type: 'code', scope: 'openid' },
    ...{ prompt: 'none', state: 's', nonce: 'n', code_challenge_method: 'S256' },
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  });
  const asked = await ask(ground, dispatcher, `${ground.paths.auth}?${query.toString()}`, { cookie: ground.cookie });
  const code = new URL(asked.location).searchParams.get('code');
  if (code === null) throw new Error(`The provider led to ${asked.location}.`);
  const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier };
  const traded = await ask(ground, dispatcher, ground.paths.token, proofOf(ground), new URLSearchParams(form));
  const took = performance.now() - begun;
  if (traded.status !== 200) throw new Error(`The provider answered ${traded.status}: ${traded.text}`);
  return took;
}

function proofOf({ secret }: Ground): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${site.client_id}:${secret}`).toString('base64')}` };
}

export async function ask(
  { port }: Pick<Ground, 'port'>,
  dispatcher: Dispatcher,
  path: string,
  headers: Record<string, string>,
  form?: URLSearchParams,
): Promise<{ status: number; location: string; text: string; setCookie: string[] }> {
  const { host } = new URL(issuer);
  const type: Record<string, string> =
    form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await request(`http://127.0.0.1:${port}${path}`, {
    method: form === undefined ? 'GET' : 'POST',
    headers: { host, 'x-forwarded-proto': 'https', ...type, ...headers },
    ...(form === undefined ? {} : { body: form.toString() }),
    dispatcher,
  });
  const { location = '', 'set-cookie': cookies = [] } = answer.headers;
  return {
    status: answer.statusCode,
    location: String(location),
    text: await answer.body.text(),
    setCookie: [cookies].flat(),
  };
}
