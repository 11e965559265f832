import { eventually } from '../../testing/eventually.js';
import { startMailServer, type ReceivedMail } from '../../testing/mail-server.js';
import { wayOut } from './docker.js';
import { mailPort } from './standing-stack.js';

export interface Mailbox {
  /** The code in the newest mail to this address, and waits for one. */
  codeFor(email: string): Promise<string>;
  stop(): Promise<void>;
}

/** A mail server where the stack's workers look for one. */
export async function openMailbox(): Promise<Mailbox> {
  const server = await startMailServer('takes all', { host: await wayOut(), port: mailPort });
  const isFor = (email: string) => (mail: ReceivedMail) => mail.to.includes(email);
  return {
    async codeFor(email) {
      const ask = () => server.received.filter(isFor(email)).at(-1)?.parsed.text;
      const text = await eventually(ask, (found) => found !== undefined, 60_000);
      server.received.length = 0;
      return /\b\d{6}\b/.exec(text ?? '')?.[0] ?? '';
    },
    stop: () => server.stop(),
  };
}
