import { request, type IncomingHttpHeaders } from 'node:http';

export interface GatewayRequest {
  method?: string;
  headers?: Record<string, string>;
}

export interface GatewayAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** One request to 127.0.0.1 under another host name, which fetch does not allow. */
export function askGateway(
  port: number,
  host: string,
  path = '/',
  options: GatewayRequest = {},
): Promise<GatewayAnswer> {
  return new Promise((resolve, reject) => {
    const headers = { host, ...options.headers };
    const asked = request({ agent: false, ...options, port, host: '127.0.0.1', path, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (body += chunk));
      response.once('error', reject);
      response.once('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    asked.once('error', reject);
    asked.end();
  });
}
