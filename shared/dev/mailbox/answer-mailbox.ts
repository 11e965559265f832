import type { IncomingMessage, ServerResponse } from 'node:http';
import type { MailStore } from './mail-store.js';
import { listPage, mailboxStyle, mailPage } from './pages.js';

const ownPolicy =
  "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
// What a mail may do in its frame: be styled and show pictures. Its links open beside it.
const mailPolicy =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src http: https: data:; frame-ancestors 'self'";

interface Answer {
  status?: number;
  type?: string;
  body?: string;
  headers?: Record<string, string>;
}

const page = (body: string): Answer => ({ body });
const notFound: Answer = { status: 404, type: 'text/plain', body: 'There is no such mail.\n' };
const refused: Answer = { status: 403, type: 'text/plain', body: 'This comes from another site.\n' };

const isForeign = (request: IncomingMessage) => (request.headers['sec-fetch-site'] ?? 'same-origin') !== 'same-origin';

function emptyStore(request: IncomingMessage, store: MailStore, after: Answer): Answer {
  if (isForeign(request)) return refused;
  store.empty();
  return after;
}

function showMail(path: string, store: MailStore): Answer {
  const [, id = '', part] = /^\/mail\/([0-9a-f-]+)(\/html)?$/.exec(path) ?? [];
  const mail = store.find(id);
  if (!mail) return notFound;
  if (part === undefined) return page(mailPage(mail));
  return { body: `<base target="_blank">${mail.html}`, headers: { 'content-security-policy': mailPolicy } };
}

function choose(request: IncomingMessage, store: MailStore): Answer {
  const { pathname } = new URL(request.url ?? '/', 'http://mailbox');
  switch (`${request.method === 'HEAD' ? 'GET' : (request.method ?? '')} ${pathname}`) {
    case 'GET /':
      return page(listPage(store.all()));
    case 'GET /style.css':
      return { type: 'text/css', body: mailboxStyle };
    case 'GET /email':
      return { type: 'application/json', body: JSON.stringify(store.all()) };
    case 'DELETE /email':
      return emptyStore(request, store, { status: 204 });
    case 'POST /empty':
      return emptyStore(request, store, { status: 303, headers: { location: '/' } });
    default:
      return request.method === 'GET' ? showMail(pathname, store) : notFound;
  }
}

/** Answers one request to the mailbox's page. */
export function answerMailbox(request: IncomingMessage, response: ServerResponse, store: MailStore): void {
  const { status = 200, type = 'text/html', body = '', headers = {} } = choose(request, store);
  request.resume();
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'content-security-policy': ownPolicy,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    ...headers,
  });
  response.end(body);
}
