// What Node can do at most: the same bytes and headers, and no thought about them. It is told over IPC what to answer.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer } from '../answer.js';

process.on('disconnect', () => process.exit(0));
process.on('message', (message) => {
  const { kind, answer } = message as { kind?: string; answer: Answer };
  if (kind !== 'answer') return;
  const body = Buffer.from(answer.body, 'base64');
  const server = createServer((_request, response) => response.writeHead(200, answer.headers).end(body));
  server.listen(0, '127.0.0.1', () => {
    const publicPort = (server.address() as AddressInfo).port;
    process.send?.({ kind: 'ready', publicPort, internalPort: 0 });
  });
});
process.send?.({ kind: 'what?' });
