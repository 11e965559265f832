import type { MailCheckDto } from '../../contracts/services/account.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import { Mail } from '../../models/platform/mail.js';
import type { UnitDeps } from '../unit-deps.js';
import { requireCaretaker } from './policy.js';

export async function findMailCheck(
  { manager }: UnitDeps,
  viewer: MaybeViewer,
  key: string,
): Promise<MailCheckDto | null> {
  requireCaretaker(viewer);
  return manager.findOne(Mail, {
    select: { state: true, attempts: true, answer: true },
    where: { key, template: 'account/mail-check' },
  });
}
