import type { Transporter } from 'nodemailer';
import type { MailOutcome, MailTransport, OutgoingMail } from '../../../contracts/ports.js';

export interface SmtpOptions {
  /** `smtp://` speaks TLS when the server offers it, `smtps://` from the first byte. */
  url: string;
  /** What we call ourselves when we say hello. */
  name: string;
  /** For one mail, from waiting for a connection to the server's yes; 20 s unless told. */
  wholeMs?: number;
}

const connectMs = 5_000;
const wholeMs = 20_000;
/** Shorter than servers wait before they hang up on us in the middle of a mail. */
const idleMs = 30_000;

/** What nodemailer says of a failure. */
interface SmtpError extends Error {
  code?: string;
  command?: string;
  responseCode?: number;
  response?: string;
}

/** Mail by SMTP (RFC 5321) on a few connections that are kept for a while. It writes no logs: they would hold addresses. */
export function smtpTransport(options: SmtpOptions): MailTransport {
  let pool: Transporter | undefined;
  return {
    async send(mail) {
      pool ??= await openPool(options);
      return sendThrough(pool, mail, options.wholeMs ?? wholeMs);
    },
    close() {
      pool?.close({ force: true });
    },
  };
}

/** Loaded by the first mail: every worker could send, and six start at once. */
async function openPool({ url, name }: SmtpOptions): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  return createTransport({
    ...{ url, name, pool: true, maxConnections: 2, idleTimeout: idleMs },
    ...{ connectionTimeout: connectMs, greetingTimeout: connectMs, socketTimeout: wholeMs },
    // A connection that breaks after the server's yes must not send again: the row in `mails` decides that.
    maxRequeues: 0,
    // A password goes over no open line but that of this machine.
    requireTLS: holdsPassword(url) && !isLoopback(url),
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
}

async function sendThrough(pool: Transporter, mail: OutgoingMail, ms: number): Promise<MailOutcome> {
  const limit = AbortSignal.timeout(ms);
  try {
    // RFC 3834: programs that answer mails by themselves leave these alone.
    await pool.sendMail({ ...mail, headers: { 'auto-submitted': 'auto-generated' }, signal: limit });
    return { kind: 'sent' };
  } catch (error) {
    if (limit.aborted) return { kind: 'failed', code: 'ETIMEDOUT', answer: `no answer within ${ms / 1000} s` };
    return describe(error as SmtpError);
  }
}

/** Only a permanent no to the recipient or to the mail itself is final: what the operator has to mend is tried again. */
function describe(error: SmtpError): MailOutcome {
  const { responseCode = 0, command = '', response = '' } = error;
  const isFinal = responseCode >= 500 && (command === 'RCPT TO' || command === 'DATA');
  return {
    kind: isFinal ? 'refused' : 'failed',
    code: responseCode ? String(responseCode) : (error.code ?? 'unknown'),
    answer: response || error.message,
  };
}

const holdsPassword = (url: string) => new URL(url).password !== '';

const isLoopback = (url: string) => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
