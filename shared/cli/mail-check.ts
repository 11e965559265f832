import { setTimeout as pause } from 'node:timers/promises';
import type { Services } from '../contracts/registry.js';
import type { MailCheckDto } from '../contracts/services/account.js';
import { operator } from '../contracts/viewer.js';
import { OperatorError } from '../lib/errors.js';
import { showProgress } from './progress.js';
import { withServicesAndBell } from './with-services.js';
import type { World } from './world.js';

const patienceMs = 30_000;
const lookEveryMs = 250;

/** Orders a mail to the address, and waits until a worker sent it, was told no, or did not come. */
export async function checkMail(
  url: string,
  address: string,
  { env, stderr }: Pick<World, 'env' | 'stderr'>,
  patience = patienceMs,
): Promise<MailCheckDto> {
  const progress = showProgress(stderr);
  progress.say('waiting for a worker of account to send the mail');
  try {
    return await withServicesAndBell(url, env, async (services) => {
      const asked = await services.account.checkMail(operator, address);
      if (asked.kind === 'refused') throw new OperatorError(asked.problems.map(({ sentence }) => sentence).join(' '));
      return await waitFor(services, asked.key, Date.now() + patience);
    });
  } finally {
    progress.end();
  }
}

async function waitFor(services: Services, key: string, until: number): Promise<MailCheckDto> {
  for (;;) {
    const fate = await services.account.findMailCheck(operator, key);
    if (fate === null) throw new OperatorError('The mail is gone from its table; somebody removed it.');
    if (fate.state !== 'queued' || fate.answer !== null || Date.now() > until) return fate;
    await pause(lookEveryMs);
  }
}

/** @throws OperatorError when the mail was not sent. */
export function sayFate({ state, attempts, answer }: MailCheckDto, address: string): string {
  if (state === 'sent') return `The mail server took a mail for ${address}; look there whether it comes.`;
  if (state === 'refused') throw new OperatorError(`The mail server will take no mail for ${address}: ${answer ?? ''}`);
  if (answer !== null) {
    throw new OperatorError(`The mail could not be sent so far, and is tried again: ${answer}`);
  }
  if (attempts > 0) throw new OperatorError('A worker has begun to send the mail, and is not done yet.');
  throw new OperatorError(
    'No worker of account took the mail; start one (ROLE=worker or all, with SMTP_URL), and it is sent.',
  );
}
