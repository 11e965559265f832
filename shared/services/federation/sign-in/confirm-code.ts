import { z } from 'zod';
import type { CodeGiven, CodeProof } from '../../../contracts/services/federation/sign-in-by-mail.js';
import { checkInput } from '../../../lib/refusals.js';
import { SignInMail } from '../../../models/federation/sign-in-mail.js';
import type { UnitDeps } from '../../unit-deps.js';
import { auditFailure } from './audit-proof.js';
import { newestMail } from './find-ask.js';
import { mayTypeCodes, takeTurn } from './mailbox-turn.js';
import { triesPerCode } from './rules.js';
import { codePattern, isSameHash } from './secrets.js';
import { useUp } from './use-up.js';

const fields = z.object({
  code: z
    .string()
    .max(100, { error: 'The code is the six figures in the mail' })
    // As people copy it: `123 456`, `123-456`.
    .transform((typed) => typed.replace(/[\s-]/g, ''))
    .pipe(z.string().regex(codePattern, { error: 'The code is the six figures in the mail' })),
});

export async function confirmCode(deps: UnitDeps, given: CodeGiven): Promise<CodeProof> {
  const checked = checkInput(fields, { code: given.code });
  if (checked.kind === 'refused') return checked;
  const newest = await newestMail(deps.manager, given.interaction);
  if (newest === null) return { kind: 'over', why: 'unasked' };
  await takeTurn(deps.manager, newest.mailbox);
  const live = await liveMails(deps, newest, given.ceilings);
  if (!Array.isArray(live)) return live;
  const hash = given.hashCode(given.interaction, checked.input.code);
  const right = live.find(({ codeHash }) => codeHash !== null && isSameHash(codeHash, hash));
  return right === undefined ? countWrong(deps, live) : useUp(deps, right, 'code');
}

type Over = Extract<CodeProof, { kind: 'over' }>;

/**
 * The mails to the newest address of the interaction whose codes still count, the newest first: who asked twice may type
 * what came first.
 */
async function liveMails(
  { manager, clock }: UnitDeps,
  newest: SignInMail,
  { wrongCodes }: CodeGiven['ceilings'],
): Promise<SignInMail[] | Over> {
  const now = clock();
  const { interaction, email } = newest;
  const mails = await manager.find(SignInMail, {
    where: { interaction, email },
    order: { askedAt: 'DESC', id: 'DESC' },
    lock: { mode: 'pessimistic_write' },
  });
  const over = (why: Over['why']): Over => ({ kind: 'over', why });
  // What came before the one that was used has done its work.
  const used = mails.findIndex(({ usedAt }) => usedAt !== null);
  const unused = used === -1 ? mails : mails.slice(0, used);
  if (unused.length === 0) return over('used');
  const young = unused.filter(({ expiresAt }) => expiresAt > now);
  if (young.length === 0) return over('expired');
  const coded = young.filter(({ codeHash }) => codeHash !== null);
  const may = coded.length > 0 && (await mayTypeCodes(manager, newest, wrongCodes, now));
  if (!may) return over('link-only');
  const live = coded.filter(({ wrongCodes }) => wrongCodes < triesPerCode);
  return live.length === 0 ? over('tries') : live;
}

/** A wrong code counts against each that it could have been. */
async function countWrong(deps: UnitDeps, live: readonly SignInMail[]): Promise<CodeProof> {
  const tries = live.map(({ wrongCodes }) => wrongCodes + 1);
  for (const { id } of live) await deps.manager.increment(SignInMail, { id }, 'wrongCodes', 1);
  await auditFailure(deps, live[0]?.email ?? '', 'wrong-code');
  return { kind: 'wrong', triesLeft: triesPerCode - Math.min(...tries) };
}
