import type { MailCheckAsked } from '../../contracts/services/account.js';
import type { Refused } from '../../contracts/problems.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import { emailAddress } from '../../lib/fields.js';
import { checkInput } from '../../lib/refusals.js';
import type { UnitDeps } from '../unit-deps.js';
import { requireCaretaker } from './policy.js';

/** A check is a new one each time, so its key is too. */
export async function checkMail(
  { mail, newId, clock }: UnitDeps,
  viewer: MaybeViewer,
  address: string,
): Promise<MailCheckAsked | Refused> {
  requireCaretaker(viewer);
  const checked = checkInput(emailAddress(), address);
  if (checked.kind === 'refused') return checked;
  const key = `mail-check ${newId()}`;
  const data = { askedAt: clock().toISOString() };
  await mail({ key, to: checked.input, template: 'account/mail-check', data });
  return { kind: 'asked', key };
}
