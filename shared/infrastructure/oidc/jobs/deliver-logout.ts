import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import type { LogoutDto } from '../../../contracts/services/federation/sessions.js';
import { GiveUp } from '../../../lib/errors.js';
import type { Config } from '../../config/config.js';
import type { HttpClient } from '../../http/client/http-client.js';
import { defineJob, type Job, type JobSurroundings } from '../../jobs/define-job.js';
import { firstPartyClients } from '../first-party.js';
import { keySealer, openKeys } from '../keys/key-ring.js';

const tokenSeconds = 120;
const answerMs = 1_500;
const event = 'http://schemas.openid.net/event/backchannel-logout';

/** Pauses in ms, by how often it failed: close together for the first minutes, since most are restarts; then seldom. */
export function pauseAfter(failures: number): number {
  if (failures <= 90) return Math.min(500 + 500 * failures, 2_000);
  return Math.min(2_000 * 1.2 ** (failures - 90), 15 * 60_000);
}

/** Three minutes of tries, and then for four days. */
export const attempts = 520;

/** Tells a client that a session of it is over (OpenID Connect Back-Channel Logout 1.0). */
export function deliverLogoutJob(config: Config): Job<'deliver-logout'> {
  const sealer = keySealer(config);
  return defineJob({
    name: 'deliver-logout',
    truth: 'logout_deliveries',
    attempts,
    pauseAfter,
    async run(around, { deliveryId }, signal) {
      const { federation } = around.services;
      const logout = await federation.findLogout(deliveryId);
      if (logout === null) return;
      const to = await addressOf(config, around, logout.clientId);
      if (to !== null) {
        // A new one for each attempt: it is believed for two minutes, and once.
        const [key] = await openKeys(federation, sealer);
        if (key === undefined) throw new Error('There is no key to sign with.');
        await tell(around.http, to, await logoutToken(config, key, logout), signal);
      }
      await federation.settleLogout(deliveryId);
    },
    async sweep({ services }, limit) {
      const ids = await services.federation.listLateLogouts(limit);
      return ids.map((deliveryId) => ({ id: deliveryId, payload: { deliveryId } }));
    },
  });
}

interface Address {
  uri: string;
  headers: Record<string, string>;
}

/** Our own sites are told by the way that our servers have to each other, under the names that they go by. */
async function addressOf(config: Config, { services }: JobSurroundings, clientId: string): Promise<Address | null> {
  const own = firstPartyClients(config).find(({ id }) => id === clientId);
  if (own !== undefined) {
    const { host, pathname } = new URL(own.backchannelLogoutUri);
    return { uri: config.urlsInside[own.id] + pathname, headers: { host, 'x-forwarded-proto': config.scheme } };
  }
  const uri = (await services.federation.findClient(clientId))?.backchannelLogoutUri ?? null;
  return uri === null ? null : { uri, headers: {} };
}

async function logoutToken(config: Config, key: { kid: string }, { clientId, subject, sid }: LogoutDto) {
  return new SignJWT({ events: { [event]: {} }, sid })
    .setProtectedHeader({ alg: 'RS256', typ: 'logout+jwt', kid: key.kid })
    .setIssuer(config.urls.federation)
    .setAudience(clientId)
    .setSubject(subject)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime(`${tokenSeconds}s`)
    .sign(await importJWK(key, 'RS256'));
}

async function tell(http: HttpClient, { uri, headers }: Address, token: string, signal: AbortSignal): Promise<void> {
  const { status } = await http.request(uri, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams({ logout_token: token }).toString(),
    ...{ timeoutMs: answerMs, signal },
  });
  if (status === 200 || status === 204) return;
  if (status === 410) throw new GiveUp('The client says that nobody answers there any more.');
  throw new Error(`The client answered ${status}.`);
}
