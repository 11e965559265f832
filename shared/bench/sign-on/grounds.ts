import { createHmac, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dispatcher } from 'undici';
import { withServices } from '../../cli/with-services.js';
import { operator } from '../../contracts/viewer.js';
import { rootFolder } from '../../dev/data-dir/root-folder.js';
import type { Stores } from '../../dev/runner/with-stores.js';
import { clientSecretOf } from '../../infrastructure/oidc/first-party.js';
import { deriveKey } from '../../infrastructure/oidc/seal.js';
import { sha256 } from '../../infrastructure/oidc/sha256.js';
import { startChild, type Child } from '../compose/child.js';
import { serviceEnv, settingsFile } from '../compose/house.js';
import { site } from './site.js';
import { ask, type Ground } from './sign-on.js';

/** Federation as in production, with a member who is signed in. */
export async function withOurs<T>(stores: Stores, work: (ground: Ground) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'rose-bench-'));
  const env: Record<string, string> = { ...serviceEnv(stores, await settingsFile(folder)), MEDIA_DIR: folder };
  const { INTERNAL_SECRET = '', SECRET_KEY = '' } = env;
  let child: Child | undefined;
  try {
    const script = join(rootFolder, 'federation', 'dist', 'main.js');
    child = await startChild({ script, core: undefined, env });
    return await work({
      port: child.publicPort,
      cookie: await signIn(stores.databaseUrl, SECRET_KEY),
      paths: { auth: '/oidc/auth', token: '/oidc/token' },
      secret: clientSecretOf(INTERNAL_SECRET, 'blog'),
    });
  } finally {
    await child?.stop();
    await rm(folder, { recursive: true });
  }
}

/** A session as signing in leaves it, and the cookie of its browser. */
async function signIn(databaseUrl: string, secretKey: string): Promise<string> {
  const [id, uid] = [randomBytes(32).toString('base64url'), randomBytes(16).toString('base64url')];
  const now = new Date();
  const [iat, exp] = [now.getTime(), now.getTime() + 86_400_000].map((ms) => Math.floor(ms / 1_000));
  await withServices(databaseUrl, async ({ federation }) => {
    const person = { handle: 'fern', email: 'fern@example.org', name: 'Fern' };
    const joined = await federation.registerMember(operator, person);
    if (joined.kind === 'refused') throw new Error('Fern was refused.');
    const { id: accountId } = joined.member;
    await federation.keepSession({
      ...{ id: sha256(id), formerId: null, uid: sha256(uid), memberId: accountId, userAgent: 'bench' },
      payload: { kind: 'Session', iat, exp, uid, accountId, loginTs: iat, authorizations: {} },
      ...{ signedInAt: now, expiresAt: new Date(now.getTime() + 86_400_000) },
    });
  });
  const pair = `__Host-op_session=${id}`;
  const key = deriveKey(secretKey, 'provider-cookies').toString('base64url');
  return `${pair}; __Host-op_session.sig=${createHmac('sha1', key).update(pair).digest('base64url')}`;
}

/** The library alone, with everything in memory, and somebody who signed in there. */
export async function withBare<T>(dispatcher: Dispatcher, work: (ground: Ground) => Promise<T>): Promise<T> {
  const script = join(rootFolder, 'shared', 'dist', 'bench', 'sign-on', 'children', 'bare-provider.js');
  const child = await startChild({ script, core: undefined });
  try {
    const port = child.publicPort;
    const cookies = new Map<string, string>();
    const query = new URLSearchParams({
      ...{
        client_id: site.client_id,
        response_type: 'code',
        scope: 'openid',
        redirect_uri: site.redirect_uris[0] ?? '',
      },
      ...{ code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' },
    });
    let path = `/auth?${query.toString()}`;
    for (let hop = 0; hop < 3; hop += 1) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const { location, setCookie } = await ask({ port }, dispatcher, path, { cookie });
      for (const line of setCookie) cookies.set(...pairOf(line));
      const next = new URL(location, 'http://x.test');
      path = next.pathname + next.search;
    }
    const cookie = ['_session', '_session.sig'].map((name) => `${name}=${cookies.get(name) ?? ''}`).join('; ');
    return await work({ port, cookie, paths: { auth: '/auth', token: '/token' }, secret: site.client_secret });
  } finally {
    await child.stop();
  }
}

function pairOf(line: string): [string, string] {
  const [pair = ''] = line.split(';');
  const at = pair.indexOf('=');
  return [pair.slice(0, at), pair.slice(at + 1)];
}
