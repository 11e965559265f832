import { createHash, randomBytes } from 'node:crypto';
import { Agent, request, type Dispatcher } from 'undici';

/** A provider that runs, with a browser in which somebody is signed in. */
export interface Ground {
  port: number;
  /** Where it believes to be. */
  issuer: string;
  cookie: string;
  paths: { auth: string; token: string };
  /** The site that they come from. */
  client: { id: string; secret: string; redirectUri: string };
}

export const openAgent = () => new Agent({ connections: 1 });

/** A silent sign-on as the provider has it: asked by a browser, and the code traded for tokens by the site. In ms. */
export async function signOn(ground: Ground, dispatcher: Dispatcher): Promise<number> {
  const { client, paths, cookie } = ground;
  const verifier = randomBytes(32).toString('base64url');
  const begun = performance.now();
  const query = new URLSearchParams({
    ...{ client_id: client.id, redirect_uri: client.redirectUri, response_type: 'code', scope: 'openid' },
    ...{ prompt: 'none', state: 's', nonce: 'n', code_challenge_method: 'S256' },
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  });
  const asked = await ask(ground, dispatcher, `${paths.auth}?${query.toString()}`, { cookie });
  const code = URL.canParse(asked.location) ? new URL(asked.location).searchParams.get('code') : null;
  if (code === null) throw new Error(`The provider answered ${asked.status} and led to ${asked.location}.`);
  const form = { grant_type: 'authorization_code', code, redirect_uri: client.redirectUri, code_verifier: verifier };
  const traded = await ask(ground, dispatcher, paths.token, proofOf(client), new URLSearchParams(form));
  const took = performance.now() - begun;
  if (traded.status !== 200) throw new Error(`The provider answered ${traded.status}: ${traded.text}`);
  return took;
}

function proofOf({ id, secret }: Ground['client']): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` };
}

async function ask(
  { port, issuer }: Ground,
  dispatcher: Dispatcher,
  path: string,
  headers: Record<string, string>,
  form?: URLSearchParams,
): Promise<{ status: number; location: string; text: string }> {
  const { host, protocol } = new URL(issuer);
  const type: Record<string, string> =
    form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await request(`http://127.0.0.1:${port}${path}`, {
    method: form === undefined ? 'GET' : 'POST',
    headers: { host, 'x-forwarded-proto': protocol.slice(0, -1), ...type, ...headers },
    ...(form === undefined ? {} : { body: form.toString() }),
    dispatcher,
  });
  const text = await answer.body.text();
  return { status: answer.statusCode, location: String(answer.headers['location'] ?? ''), text };
}
