import { createServer, type RequestListener, type Server } from 'node:http';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { connect, type ConnectionOptions } from 'node:tls';
import { appNames } from '../../contracts/apps.js';
import { clientAddress } from '../../infrastructure/http/client-address.js';
import { closeServer } from '../../dev/process/close-server.js';
import { freePort } from '../../dev/process/free-port.js';
import { listenOn } from '../../dev/process/listen-on.js';
import { eventually } from '../../testing/eventually.js';
import { startCaddy } from './caddy.js';
import { startNameServer, type NameServer } from './name-server.js';

const root = new URL('../../../../', import.meta.url);
const config = (name: string) => readFileSync(new URL(`_config/${name}`, root), 'utf8');
const awayRoot = fileURLToPath(new URL('_config', root));

export const domain = 'rose.test';

/** The proxies of production on loopback, with addresses of it in place of containers. */
export interface Street {
  names: NameServer['names'];
  /** Starts a server at an address of loopback, where the edge finds it once a name leads there. */
  open(address: string, answer?: RequestListener): Promise<Server>;
  /** `_config/edge.Caddyfile` as it is. Returns its port. */
  startEdge(trusted?: string): Promise<number>;
  /** `_config/Caddyfile` with a certificate authority of its own and ports that anybody may take. */
  startFront(edgePort: number): Promise<Front>;
  close(): Promise<void>;
}

export interface Front {
  httpPort: number;
  httpsPort: number;
  /** PEM. */
  ca: string;
}

export async function openStreet(caddy: string): Promise<Street> {
  const nameServer = await startNameServer();
  const stops: (() => Promise<void>)[] = [() => nameServer.stop()];
  const appPort = await freePort();

  async function run(file: string, env: Record<string, string>, ports: number[]) {
    const started = await startCaddy({ program: caddy, file, env: { BASE_DOMAIN: domain, ...env }, ports });
    stops.push(() => started.stop());
    return started.folder;
  }

  return {
    names: nameServer.names,
    async open(address, answer = echo) {
      const server = createServer(answer);
      await listenOn(server, appPort, address);
      stops.push(() => closeServer(server));
      return server;
    },
    async startEdge(trusted) {
      const [port, healthPort] = [await freePort(), await freePort()];
      const env = {
        EDGE_LISTEN_PORT: String(port),
        EDGE_HEALTH_PORT: String(healthPort),
        EDGE_APP_PORT: String(appPort),
        EDGE_RESOLVER: nameServer.address,
        AWAY_ROOT: awayRoot,
        ...(trusted === undefined ? {} : { EDGE_TRUSTED_PROXIES: trusted }),
      };
      await run(config('edge.Caddyfile'), env, [port, healthPort]);
      return port;
    },
    async startFront(edgePort) {
      const [httpPort, httpsPort] = [await freePort(), await freePort()];
      const ours = ['admin off', 'local_certs', 'skip_install_trust', 'default_bind 127.0.0.1'];
      const ports = [`http_port ${httpPort}`, `https_port ${httpsPort}`];
      const file = config('Caddyfile').replace(/^\{$/m, ['{', ...ours, ...ports].join('\n'));
      const env = { EDGE: `127.0.0.1:${edgePort}`, AWAY_ROOT: awayRoot };
      const folder = await run(file, env, [httpPort, httpsPort]);
      return { httpPort, httpsPort, ca: await certificateIn(folder, httpsPort) };
    },
    async close() {
      for (const stop of stops.splice(0).reverse()) await stop();
    },
  };
}

/** What the six would know of a request. */
export interface Seen {
  at: string;
  method: string;
  url: string;
  /** By the rule of our own services. */
  client: string;
  headers: Record<string, string>;
}

const echo: RequestListener = (request, response) => {
  const { method = '', url = '', headers, socket } = request;
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ at: socket.localAddress, method, url, headers, client: clientAddress(request) }));
};

/** Each site gets its certificate in its own time. */
async function certificateIn(folder: string, port: number): Promise<string> {
  const path = join(folder, 'caddy/pki/authorities/local/root.crt');
  const ca = await eventually(
    () => readIfThere(path),
    (text) => text !== '',
  );
  for (const name of [domain, ...appNames.map((app) => `${app}.${domain}`)]) {
    await eventually(() => speaksTls({ port, host: '127.0.0.1', servername: name, ca }), Boolean);
  }
  return ca;
}

function speaksTls(options: ConnectionOptions): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(options, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
