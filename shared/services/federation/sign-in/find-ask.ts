import type { EntityManager } from 'typeorm';
import type { AskDto, LinkDto } from '../../../contracts/services/federation/sign-in-by-mail.js';
import { SignInMail } from '../../../models/federation/sign-in-mail.js';
import type { UnitDeps } from '../../unit-deps.js';
import { triesPerCode } from './rules.js';
import { hashLink } from './secrets.js';

/** The newest mail of an interaction. */
export async function newestMail(manager: EntityManager, interaction: string): Promise<SignInMail | null> {
  const [mail = null] = await manager.find(SignInMail, {
    where: { interaction },
    order: { askedAt: 'DESC', id: 'DESC' },
    take: 1,
  });
  return mail;
}

export async function findAsk({ manager }: UnitDeps, interaction: string): Promise<AskDto | null> {
  const mail = await newestMail(manager, interaction);
  if (mail === null) return null;
  const { email, expiresAt, wrongCodes, codeHash } = mail;
  return { email, expiresAt, triesLeft: Math.max(0, triesPerCode - wrongCodes), hasCode: codeHash !== null };
}

export async function findLink({ manager, clock }: UnitDeps, token: string): Promise<LinkDto | null> {
  const mail = await manager.findOneBy(SignInMail, { linkHash: hashLink(token) });
  if (mail === null) return null;
  return { interaction: mail.interaction, isLive: mail.usedAt === null && mail.expiresAt > clock() };
}
