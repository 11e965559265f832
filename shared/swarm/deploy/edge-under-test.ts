import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Swarm } from './swarm-under-test.js';

interface Answer {
  status: number;
  body: string;
}

/** The edge of the stack: answers by Host, well until a test says otherwise. */
export class Edge {
  readonly asked: string[] = [];
  /** What is said instead, by "<app> <path>". */
  readonly instead = new Map<string, Answer>();
  /** Sites that `rose maintenance` closed. */
  closed: readonly string[] = [];
  #sick: { question: string; answer: Answer; is: () => boolean } | undefined;
  readonly #server = createServer((request, response) => {
    this.#answer(request, response);
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  /** Answers so while another image of the events runs than does now; what ran before was well. */
  says(question: string, answer: Answer, swarm: Swarm): void {
    const well = swarm.running()['coop_events'];
    this.#sick = { question, answer, is: () => swarm.running()['coop_events'] !== well };
  }

  forget(): void {
    this.#sick = undefined;
    this.asked.length = 0;
    this.instead.clear();
    this.closed = [];
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const [app = ''] = (request.headers.host ?? '').split('.rose.test');
    const question = `${app} ${request.url ?? ''}`;
    this.asked.push(question);
    const isClosed = this.closed.includes(app) && request.url !== '/healthz';
    const sick = this.#sick?.question === question && this.#sick.is() ? this.#sick.answer : undefined;
    const { status, body } = sick ??
      (isClosed ? closedFor(request) : undefined) ??
      this.instead.get(question) ?? { status: 200, body: usual(app, request.url) };
    response.writeHead(status).end(body);
  }
}

/** As answer-error.ts has it: machines are told why. */
function closedFor({ headers }: IncomingMessage): Answer {
  const isMachine = headers.accept === 'application/json';
  return {
    status: 503,
    body: isMachine ? '{"code":"maintenance","status":503}' : '<h1>Closed for mending</h1></html>',
  };
}

function usual(app: string, path?: string): string {
  if (path === '/healthz') return JSON.stringify({ status: 'ok', service: app });
  return `<html><a data-fragment="cart/mini" href="/">Basket</a></html>`;
}
