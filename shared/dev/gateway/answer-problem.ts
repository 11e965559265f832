import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { plainPage } from '../pages/plain-page.js';

export interface GatewayProblem {
  status: 421 | 502 | 503;
  code: string;
  title: string;
  sentence: string;
  /** When the page asks again by itself, in seconds. */
  againInSeconds?: number;
}

export const unknownHost: GatewayProblem = {
  status: 421,
  code: 'unknown-host',
  title: 'No such site here',
  sentence: 'None of our sites has this name. Check the address.',
};

export const serviceAway = (name: string): GatewayProblem => ({
  status: 503,
  code: 'service-away',
  title: 'Back in a moment',
  sentence: `${name} is starting or has just stopped. This page asks again by itself.`,
  againInSeconds: 2,
});

export const serviceBroke = (name: string): GatewayProblem => ({
  status: 502,
  code: 'service-broke-off',
  title: 'The answer broke off',
  sentence: `${name} ended before it had answered. This page asks again by itself.`,
  againInSeconds: 2,
});

const wantsPage = (request: IncomingMessage) => /\btext\/html\b/.test(request.headers.accept ?? '');

/** A page for people, problem details (RFC 9457) for machines. */
export function answerProblem(request: IncomingMessage, response: ServerResponse, problem: GatewayProblem): void {
  const requestId = randomUUID();
  const isPage = wantsPage(request);
  const again = problem.againInSeconds;
  response.writeHead(problem.status, {
    'content-type': isPage ? 'text/html; charset=utf-8' : 'application/problem+json',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    'cache-control': 'no-store',
    'x-request-id': requestId,
    ...(again === undefined ? {} : { 'retry-after': String(again) }),
  });
  const { status, code, title, sentence } = problem;
  const details = { type: 'about:blank', title, status, detail: sentence, code, requestId };
  const page = () => plainPage({ title, sentence, note: `Request ${requestId}`, againInSeconds: again });
  response.end(isPage ? page() : JSON.stringify(details));
}
