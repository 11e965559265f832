import { request } from 'undici';
import type { GhostServer } from './start-ghost-server.js';

export interface GhostAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  /** JSON; undefined when there was no body. */
  body: unknown;
}

interface Question {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  body?: unknown;
  headers?: Record<string, string>;
}

/** Asks the Admin API with a good token, unless `headers` bring another; `path` begins after `/ghost/api/admin`. */
export async function askGhost(ghost: GhostServer, path: string, question: Question = {}): Promise<GhostAnswer> {
  const { method = 'GET', body, headers } = question;
  const answer = await request(`${ghost.origin}/ghost/api/admin${path}`, {
    method,
    headers: {
      authorization: ghost.authorization(),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.body.text();
  return { status: answer.statusCode, headers: answer.headers, body: text === '' ? undefined : JSON.parse(text) };
}

/** The things of a list, when the answer was 200. */
export async function listOf<Thing = Record<string, unknown>>(ghost: GhostServer, path: string): Promise<Thing[]> {
  const { status, body } = await askGhost(ghost, path);
  if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
  const [list] = Object.values(body as Record<string, Thing[]>);
  return list ?? [];
}

export async function addWebhook(ghost: GhostServer, event: string, target_url: string, secret?: string) {
  const sent = { event, target_url, name: event, ...(secret !== undefined && { secret }) };
  const { body } = await askGhost(ghost, '/webhooks/', { method: 'POST', body: { webhooks: [sent] } });
  return (body as { webhooks: [{ id: string }] }).webhooks[0];
}
