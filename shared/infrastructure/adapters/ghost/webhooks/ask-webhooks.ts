import { z } from 'zod';
import { AppError } from '../../../../lib/errors.js';
import type { HttpResponse } from '../../../http/client/http-client.js';
import { adminToken } from '../admin-token.js';
import { askAdmin, listIn, type GhostReaderOptions } from '../ask-admin.js';
import { bodyOf, ghostAway, ghostStrange } from '../ghost-errors.js';
import { withPatience } from '../with-patience.js';

/** A webhook as it should be. */
export interface WantedWebhook {
  event: string;
  targetUrl: string;
  /** What its integration shows; the one thing by which the log of actions knows it. */
  name: string;
  secret: string;
}

/** `taken`: there is one for this event and address already. */
export type Added = { kind: 'added'; id: string } | { kind: 'taken' };
/** `foreign`: it belongs to another integration. */
export type Changed = 'changed' | 'taken' | 'none' | 'foreign';
export type Removed = 'removed' | 'none' | 'foreign';

/** Webhooks of a Ghost, as far as its Admin API lets an integration: there is no list of them. Throws as `GhostReader`. */
export interface WebhookDesk {
  add(wanted: WantedWebhook): Promise<Added>;
  change(id: string, wanted: WantedWebhook): Promise<Changed>;
  remove(id: string): Promise<Removed>;
  /** Ids of those that were added under this name and may be gone since, the newest first; by the log of actions. */
  findAdded(name: string): Promise<string[]>;
}

const timeoutMs = 20_000;
const one = z.object({ webhooks: z.tuple([z.object({ id: z.string().min(1) })]) });
const lines = z.array(z.object({ resource_id: z.string().nullable(), context: z.string().nullish() }));

export function webhookDesk(options: GhostReaderOptions): WebhookDesk {
  const ask = askAdmin(options);
  const write = writer(options);
  return {
    async add(wanted) {
      const answer = await write('POST', 'webhooks/', wanted);
      if (isTaken(answer)) return { kind: 'taken' };
      const made = one.safeParse(bodyOf({ ...answer, status: answer.status === 201 ? 200 : answer.status })).data;
      if (made === undefined) throw ghostStrange('it holds no webhook');
      return { kind: 'added', id: made.webhooks[0].id };
    },
    async change(id, wanted) {
      const answer = await write('PUT', `webhooks/${id}/`, wanted);
      if (isTaken(answer)) return 'taken';
      if (answer.status === 200) return 'changed';
      return notOurs(answer);
    },
    async remove(id) {
      const answer = await write('DELETE', `webhooks/${id}/`);
      return answer.status === 204 || answer.status === 200 ? 'removed' : notOurs(answer);
    },
    async findAdded(name) {
      const filter = 'resource_type:webhook+event:added';
      const found = listIn(lines, await ask('actions', { filter, limit: '100' }), 'actions');
      return found.flatMap((line) =>
        line.resource_id !== null && nameIn(line.context) === name ? [line.resource_id] : [],
      );
    },
  };
}

/** Writes again what may have been written: a second one of the same event and address is refused, so nothing is doubled. */
function writer(options: GhostReaderOptions) {
  const { site, key, http, clock, signal } = options;
  const base = `${site.replace(/\/ghost\/*$/, '').replace(/\/+$/, '')}/ghost/api/admin`;
  return (method: 'POST' | 'PUT' | 'DELETE', path: string, wanted?: WantedWebhook): Promise<HttpResponse> =>
    withPatience(async () => {
      const authorization = `Ghost ${adminToken(key, clock())}`;
      const headers = { authorization, 'accept-version': 'v6.0', 'content-type': 'application/json' };
      const body = wanted && { body: bodyFor(wanted) };
      const way = { method, headers, timeoutMs, ...body, ...(signal && { signal }) };
      const answer = await http.request(`${base}/${path}`, way).catch(away);
      // What may work another time is asked again; the rest is for whoever wanted it.
      if (answer.status === 429 || answer.status >= 500) bodyOf(answer);
      return answer;
    }, options);
}

function bodyFor({ event, targetUrl, name, secret }: WantedWebhook): string {
  return JSON.stringify({ webhooks: [{ event, target_url: targetUrl, name, secret }] });
}

/** It may have been done all the same. */
function away(error: unknown): never {
  const isOnTheWay = error instanceof AppError && /^upstream-(?:timeout|unreachable)$/.test(error.code);
  throw isOnTheWay ? ghostAway(error.sentence.replace(/\.$/, ''), error) : error;
}

function isTaken(answer: HttpResponse): boolean {
  return answer.status === 422 && /already/i.test(answer.text());
}

/** @throws AppError unless it says that this one is not there, or not ours. */
function notOurs(answer: HttpResponse): 'none' | 'foreign' {
  if (answer.status === 404) return 'none';
  if (answer.status === 403) return 'foreign';
  bodyOf(answer);
  throw ghostStrange(`it answered ${answer.status}`);
}

function nameIn(context: string | null | undefined): unknown {
  try {
    return (JSON.parse(context ?? '{}') as { primary_name?: unknown } | null)?.primary_name;
  } catch {
    return undefined;
  }
}
