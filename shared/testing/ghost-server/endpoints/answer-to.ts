import type { Ghost } from '../ghost.js';
import { checkToken } from '../http/check-token.js';
import { forbidden, GhostError, notFound } from '../http/ghost-error.js';
import type { AdminAnswer, AdminRequest } from '../http/request.js';
import { routes } from './index.js';

/** What only people may do, and a staff token for them. */
const forPeople = [
  /^PUT \/settings\//,
  /^\w+ \/(redirects|integrations|snippets|stats|slugs|emails|links|email_previews)\//,
  /^GET \/db\//,
];

export function answerTo(ghost: Ghost, request: AdminRequest): AdminAnswer {
  for (const { method, path, isOpen, answer } of routes) {
    const found = method === request.method ? path.exec(request.path) : null;
    if (!found) continue;
    if (!isOpen) checkToken(ghost, request.headers.authorization);
    return answer(ghost, request, ...found.slice(1));
  }
  if (request.path !== '') checkToken(ghost, request.headers.authorization);
  if (forPeople.some((one) => one.test(`${request.method} ${request.path}`))) throw forbidden();
  throw noSuchEndpoint(ghost, request);
}

/** A client that says its version hears that it may be too old; the endpoint is simply not there. */
function noSuchEndpoint({ faults }: Ghost, { headers }: AdminRequest): GhostError {
  const asked = headers['accept-version'];
  if (typeof asked !== 'string') return notFound('Resource not found');
  return new GhostError(406, 'RequestNotAcceptableError', 'Request could not be served, the endpoint was not found.', {
    context: `Provided client accept-version ${asked} is behind current Ghost version ${faults.version}.`,
    help: 'Try upgrading your Ghost API client.',
    code: 'UPDATE_CLIENT',
  });
}
