import { isIP } from 'node:net';
import { Agent } from 'undici';
import type { Dispatcher } from 'undici';
import type { HttpClientOptions } from './http-client.js';
import { isLocalhost, resolveBySystem, resolveLocalhost, resolveOnlyPublic, toLookupFunction } from './lookups.js';
import { isSpecialAddress } from './special-address.js';
import { upstreamRefusedAddress } from './upstream-errors.js';

export interface Agents {
  /** @throws AppError `upstream-refused-address`. */
  choose(url: URL): Dispatcher;
  /** @throws AppError `upstream-refused-address` for what the operator did not name. */
  trust(origin: string): Dispatcher;
  close(): void;
}

/** Two sets of connections that never mix: the operator's own origins may be private, everybody else's may not. */
export function createAgents(options: HttpClientOptions): Agents {
  const resolve = options.resolve ?? resolveBySystem;
  const trusted = createAgent(toLookupFunction(resolveLocalhost(resolve)));
  const guarded = createAgent(toLookupFunction(resolveOnlyPublic(resolve)));
  const allowed = new Set((options.allowedOrigins ?? []).map((origin) => new URL(origin).origin));
  const allowedHosts = new Set(options.allowedHosts);
  return {
    choose(url) {
      assertPlainHttp(url);
      if (allowed.has(url.origin) || allowedHosts.has(url.hostname)) return trusted;
      if (isLocalhost(url.hostname)) {
        if (options.allowLoopback) return trusted;
        throw upstreamRefusedAddress(url.hostname);
      }
      assertPublicLiteral(url.hostname);
      return guarded;
    },
    trust(origin) {
      if (!allowed.has(origin)) throw upstreamRefusedAddress(origin);
      return trusted;
    },
    close() {
      // Not awaited: undici waits here for connection attempts whose requests have been given up long ago.
      for (const agent of [trusted, guarded]) agent.destroy().catch(() => undefined);
    },
  };
}

function createAgent(lookup: ReturnType<typeof toLookupFunction>): Agent {
  // The request's own deadline ends a slow answer; these only bound what an abandoned connection attempt may hold on to.
  return new Agent({
    connect: { lookup, timeout: 10_000 },
    headersTimeout: 60_000,
    bodyTimeout: 60_000,
    connections: 32,
  });
}

function assertPlainHttp(url: URL): void {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw upstreamRefusedAddress(url.protocol);
  if (url.username !== '' || url.password !== '') throw upstreamRefusedAddress('an address with a password in it');
}

/** An address written as a number is never looked up, so it is judged here. */
function assertPublicLiteral(hostname: string): void {
  const literal = hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0 && isSpecialAddress(literal)) throw upstreamRefusedAddress(literal);
}
