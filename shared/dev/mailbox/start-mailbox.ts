import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { closeServer } from '../process/close-server.js';
import { listenOn } from '../process/listen-on.js';
import { answerMailbox } from './answer-mailbox.js';
import { MailStore } from './mail-store.js';
import { createSmtpServer } from './receive-mail.js';

export interface MailboxOptions {
  folder: string;
  smtpPort: number;
  webPort: number;
  /** The host names, without port, that the page answers to: no other site may read the mails through the browser. */
  hosts: readonly string[];
}

export interface Mailbox {
  smtpPort: number;
  webPort: number;
  stop: () => Promise<void>;
}

const host = '127.0.0.1';

/** Takes mail by SMTP and shows it on a page, both on loopback. Port 0 takes a free one. */
export async function startMailbox({ folder, smtpPort, webPort, hosts }: MailboxOptions): Promise<Mailbox> {
  const store = new MailStore(folder);
  const known = new Set([...hosts, host, 'localhost']);
  const smtp = createSmtpServer((mail) => store.add(mail));
  const web = createServer((request, response) => {
    const name = (request.headers.host ?? '').toLowerCase().replace(/:\d+$/, '');
    if (known.has(name)) answerMailbox(request, response, store);
    else response.writeHead(421, { 'content-type': 'text/plain' }).end('The mailbox has another name.\n');
  });
  await listenOn(smtp.server, smtpPort, host);
  await listenOn(web, webPort, host);
  return {
    smtpPort: (smtp.server.address() as AddressInfo).port,
    webPort: (web.address() as AddressInfo).port,
    async stop() {
      await Promise.all([new Promise<void>((resolve) => smtp.close(() => resolve())), closeServer(web)]);
    },
  };
}
