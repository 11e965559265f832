import { createServer, request as ask, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { decodeFragment } from '../../infrastructure/fragments/wire-format.js';

const tenMegabytes = Buffer.alloc(10_000_000, 'x');
const half = '<section class="frag" data-fragment="market/shelf"><ul><li><h3>Loa</h3></li>';

const hangs: Readonly<Record<string, RequestListener>> = {
  'hung before headers': () => undefined,
  'stalled in the body': (_, response) => void response.write('[{"type":"market/shelf","status":200,"html":"<sec'),
};

/** No answer, and at once: after some of these whoever asks leaves it alone for a while. */
export const failures: Readonly<Record<string, RequestListener>> = {
  'breaking off in the body': (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1_000 }).flushHeaders();
    response.write('[{"type":"market/shelf","status":200,"html":"<sec', () => response.destroy());
  },
  'answering 500': (_, response) => void response.writeHead(500).end('oh'),
  'answering garbage': (_, response) => void response.end('<!doctype html><p>Somebody else</p>'),
  'answering 10 MB': (_, response) => void response.end(tenMegabytes),
  'answering a wrong type': (_, response) =>
    void response.writeHead(200, { 'content-type': 'image/png' }).end(Buffer.from('89504e470d0a1a0a', 'hex')),
};

/** Answers in which a fragment is missing: whoever gives them is not away, and is asked again. */
const refusals: Readonly<Record<string, RequestListener>> = {
  'answering another fragment': (_, response) =>
    void response
      .writeHead(200, { 'content-type': 'application/json' })
      .end('[{"type":"cart/mini","status":200,"html":"<a>","tags":[],"ttl":60}]'),
  'answering half a fragment': (_, response) =>
    void response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(`[{"type":"market/shelf","status":200,"html":${JSON.stringify(half)},"tags":["products"],"ttl":60}]`),
  'refusing every fragment': (_, response) =>
    void response
      .writeHead(200, { 'content-type': 'application/json' })
      .end('[{"type":"market/shelf","status":500,"html":"","tags":[],"ttl":0}]'),
};

/** What can be wrong with a service that others ask, beside being dead. */
export const ailments: Readonly<Record<string, RequestListener>> = { ...hangs, ...failures, ...refusals };

/** What everybody reaches a service's internal listener through: it counts what is asked for, and can stand for an ailing one. */
export class NeighbourDoor {
  #port = 0;
  #asked = 0;
  /** Null while it is well. */
  ailment: RequestListener | null = null;
  /** How long an answer that was made is kept back, in ms: whatever it shows may have changed meanwhile. */
  delayMs: () => number = () => 0;

  private constructor(
    private readonly server: Server,
    private readonly counted: string,
  ) {
    server.on('request', (request, response) => {
      this.#count(request);
      if (this.ailment !== null) this.ailment(request, response);
      else this.#pass(request, response);
    });
  }

  /** @param counted the fragment whose renders are counted. */
  static async open(counted: string): Promise<NeighbourDoor> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new NeighbourDoor(server, counted);
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** How often the fragment was asked for so far. */
  get asked(): number {
    return this.#asked;
  }

  leadTo(port: number): void {
    this.#port = port;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  #count(request: IncomingMessage): void {
    const wanted = new URL(request.url ?? '', 'http://door').searchParams.getAll('f');
    this.#asked += wanted.filter((text) => decodeFragment(text)?.type === this.counted).length;
  }

  readonly #pass: RequestListener = (request, response) => {
    const { method, url: path, headers } = request;
    const passed = ask({ host: '127.0.0.1', port: this.#port, method, path, headers }, (answer) => {
      void pause(this.delayMs()).then(() => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      answer.on('error', () => response.destroy());
    });
    passed.on('error', () => response.destroy());
    request.pipe(passed);
  };
}
