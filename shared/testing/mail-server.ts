import type { AddressInfo, Socket } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

/** How a mail server treats whoever comes. A number is the code of its reply. */
export type Manner =
  | 'takes all'
  | 'says nothing at all'
  | 'says nothing after the mail'
  | 'trickles after the mail'
  | 'dies before its yes'
  | 'dies after its yes'
  | { sender: number }
  | { recipient: number }
  | { mail: number };

/** A real SMTP server, as bad as the test wants it. */
export interface MailServer {
  url: string;
  port: number;
  manner: Manner;
  /** Every mail that came whole, whatever was said to it. */
  received: ReceivedMail[];
  stop(): Promise<void>;
}

export interface ReceivedMail {
  from: string;
  to: string[];
  parsed: ParsedMail;
}

type Done = (error?: Error | null) => void;

/** @param place on loopback and a free port, if not told otherwise. */
export async function startMailServer(
  manner: Manner = 'takes all',
  place = { host: '127.0.0.1', port: 0 },
): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 100,
    onConnect: (_session, done: Done) => {
      if (server.manner !== 'says nothing at all') done();
    },
    onMailFrom: (_address, _session, done: Done) => answer('sender', done),
    onRcptTo: (_address, _session, done: Done) => answer('recipient', done),
    onData: (stream, session, done: Done) => {
      simpleParser(stream).then(
        (parsed) => {
          received.push({ ...envelopeOf(session), parsed });
          answerMail(session, done);
        },
        // The sender left in the middle.
        () => undefined,
      );
    },
  });
  smtp.on('error', () => undefined);
  await new Promise<void>((resolve) => smtp.listen(place.port, place.host, resolve));
  const { port } = smtp.server.address() as AddressInfo;

  function answer(to: 'sender' | 'recipient' | 'mail', done: Done): void {
    const code = (server.manner as Partial<Record<typeof to, number>>)[to];
    done(code === undefined ? null : Object.assign(new Error(`no, by ${to}`), { responseCode: code }));
  }

  function answerMail(session: SMTPServerSession, done: Done): void {
    if (server.manner === 'says nothing after the mail') return;
    if (server.manner === 'trickles after the mail') trickle(socketOf(session));
    else if (server.manner === 'dies before its yes') socketOf(session)?.destroy();
    else answer('mail', done);
    if (server.manner === 'dies after its yes') setImmediate(() => socketOf(session)?.end());
  }

  function socketOf(session: SMTPServerSession) {
    const found = [...smtp.connections].find((one) => (one as { session?: object }).session === session);
    return (found as { _socket?: Socket } | undefined)?._socket;
  }

  const server: MailServer = {
    ...{ url: `smtp://${place.host}:${port}`, port, manner, received },
    stop: () => new Promise((resolve) => smtp.close(() => resolve())),
  };
  return server;
}

/** Lines of a reply that never ends: no silence, and no answer. */
function trickle(socket: Socket | undefined): void {
  const timer = setInterval(() => socket?.write('250-still thinking\r\n'), 20);
  socket?.once('close', () => clearInterval(timer));
}

function envelopeOf({ envelope }: SMTPServerSession) {
  return {
    from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
    to: envelope.rcptTo.map(({ address }) => address),
  };
}
