import { once } from 'node:events';
import {
  request as askHttp,
  type Agent,
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
} from 'node:http';
import { request as askHttps } from 'node:https';

export interface Question {
  port: number;
  host: string;
  path?: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  /** The address on loopback that we come from. */
  from?: string;
  agent?: Agent;
  /** The certificate, PEM, that signs the server's: then we ask by TLS. */
  ca?: string;
}

export interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  /** As it came: nothing is decompressed. */
  body: Buffer;
}

/** One request to 127.0.0.1 under any host name. */
export async function ask(question: Question): Promise<Answered> {
  const asked = send(question);
  asked.end(question.body);
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  const pieces: Buffer[] = [];
  for await (const piece of response) pieces.push(piece as Buffer);
  return { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(pieces) };
}

function send({ port, host, path = '/', method = 'GET', from, ...rest }: Question): ClientRequest {
  const headers = { host, ...rest.headers };
  const options = {
    ...{ host: '127.0.0.1', port, path, method, headers, agent: rest.agent ?? false },
    ...(from === undefined ? {} : { localAddress: from }),
  };
  if (rest.ca === undefined) return askHttp(options);
  return askHttps({ ...options, agent: false, ca: rest.ca, servername: host.replace(/:\d+$/, '') });
}
