import { createHash } from 'node:crypto';
import type { CodeAsk, CodeAsked, MailCeilings } from '../contracts/services/federation/sign-in-by-mail.js';
import type { RegistryUnderTest } from './registry-under-test.js';

/** Ceilings small enough for a test to reach. */
export const lowCeilings: MailCeilings = {
  ...{ perHour: 2, perDay: 4, strangersPerHour: 4, strangersPerDay: 8, householdPerHour: 6 },
  wrongCodes: { known: 30, household: 10, strangers: 30 },
};

/** Without a key, which a test has no need of. */
export const plainHash = (interaction: string, code: string) =>
  createHash('sha256').update(`${interaction} ${code}`).digest('hex');

/** Asks as an unknown browser of a house of its own would, with what the test says otherwise. */
export function askAs(under: RegistryUnderTest, ask: Partial<CodeAsk> = {}): Promise<CodeAsked> {
  return under.services.federation.askForCode({
    ...{ interaction: 'one', email: 'fern@example.org', site: 'Blog', browser: 'Firefox on Linux' },
    ...{ asker: { browserHash: null, household: 'home' }, ceilings: lowCeilings, hashCode: plainHash, ...ask },
  });
}

export interface WaitingMail {
  recipient: string;
  data: { code: string | null; token: string; site: string; browser: string; until: string };
}

/** Every sign-in mail that was written, the newest last. */
export function waitingMails({ rows }: RegistryUnderTest): Promise<WaitingMail[]> {
  return rows<WaitingMail>(`select recipient, data from mails where template = 'federation/sign-in' order by id`);
}

/** What the newest one holds. */
export async function newestMailed(under: RegistryUnderTest): Promise<{ code: string; token: string }> {
  const mail = (await waitingMails(under)).at(-1);
  if (mail === undefined) throw new Error('no mail was written');
  return { code: mail.data.code ?? '', token: mail.data.token };
}

/** Another code than this one. */
export function wrongCode(code: string): string {
  return String((Number(code) + 1) % 1_000_000).padStart(6, '0');
}
