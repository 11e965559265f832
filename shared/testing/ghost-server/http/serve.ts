import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { answerTo } from '../endpoints/answer-to.js';
import type { AnswerFault } from '../faults/faults.js';
import type { Ghost } from '../ghost.js';
import { forbidden, GhostError, unauthorized } from './ghost-error.js';
import { readRequest, type AdminAnswer } from './request.js';
import { sendAnswer } from './send-answer.js';

/** One line of what was asked: `GET /posts/?limit=100`, and the status of the answer, or `lost`. */
export interface Asked {
  line: string;
  status: number | 'lost';
}

export function serverFor(ghost: () => Ghost, asked: Asked[]): Server {
  return createServer((message, response) => {
    serve(ghost(), message, response, asked).catch(() => response.destroy());
  });
}

async function serve(ghost: Ghost, message: IncomingMessage, response: ServerResponse, asked: Asked[]): Promise<void> {
  const line = `${message.method ?? 'GET'} ${(message.url ?? '/').replace('/ghost/api/admin', '')}`;
  const fault = ghost.faults.draw(line);
  if (fault?.kind === 'slow') await pause(fault.ms ?? 1000);
  const answer = (fault && refusalFor(fault)) ?? (await answered(ghost, message));
  asked.push({ line, status: fault?.kind === 'lost' ? 'lost' : answer.status });
  if (fault?.kind === 'lost') message.socket.destroy();
  else sendAnswer(message, response, answer, ghost.faults.version, fault?.kind === 'truncated');
}

async function answered(ghost: Ghost, message: IncomingMessage): Promise<AdminAnswer> {
  try {
    return answerTo(ghost, await readRequest(message));
  } catch (error) {
    if (error instanceof GhostError) return { status: error.status, body: error.body() };
    const broken = new GhostError(500, 'InternalServerError', error instanceof Error ? error.message : 'An error');
    return { status: 500, body: broken.body() };
  }
}

/** What Ghost says without looking at the request. */
function refusalFor({ kind }: AnswerFault): AdminAnswer | undefined {
  const error = {
    'too many': new GhostError(429, 'TooManyRequestsError', 'Too many attempts.'),
    error: new GhostError(500, 'InternalServerError', 'An unexpected error occurred, please try again.'),
    unauthorized: unauthorized('Unknown Admin API Key', 'UNKNOWN_ADMIN_API_KEY'),
    forbidden: forbidden(),
    ...{ lost: undefined, truncated: undefined, slow: undefined },
  }[kind];
  return error && { status: error.status, body: error.body() };
}
