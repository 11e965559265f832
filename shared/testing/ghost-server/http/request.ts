import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { badRequest } from './ghost-error.js';

/** What a client asked, as endpoints see it. */
export interface AdminRequest {
  method: string;
  /** Without `/ghost/api/admin`, with a slash at both ends. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  /** JSON, or undefined. */
  body: unknown;
}

export interface AdminAnswer {
  status: number;
  /** Left out for 204. */
  body?: unknown;
  headers?: Record<string, string>;
}

export const adminRoot = '/ghost/api/admin';

export async function readRequest(message: IncomingMessage): Promise<AdminRequest> {
  const { pathname, searchParams } = new URL(message.url ?? '/', 'http://ghost.invalid');
  const path = pathname.endsWith('/') ? pathname : `${pathname}/`;
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return {
    method: message.method ?? 'GET',
    path: path.startsWith(`${adminRoot}/`) ? path.slice(adminRoot.length) : '',
    query: searchParams,
    headers: message.headers,
    body: chunks.length > 0 ? parse(Buffer.concat(chunks).toString()) : undefined,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest('Unexpected token in JSON');
  }
}

/** The first thing of the list that bodies wrap things in: `{posts: [{...}]}`. */
export function thingIn(body: unknown, resource: string): Record<string, unknown> {
  const list = (body as Record<string, unknown> | undefined)?.[resource];
  const thing = Array.isArray(list) ? (list[0] as unknown) : undefined;
  if (typeof thing !== 'object' || thing === null) throw badRequest(`No root key ('${resource}') provided.`);
  return thing as Record<string, unknown>;
}
