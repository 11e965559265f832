import { z } from 'zod';
import type { CodeAsk, CodeAsked } from '../../../contracts/services/federation/sign-in-by-mail.js';
import { emailAddress } from '../../../lib/fields.js';
import { mailboxOf } from '../../../lib/mailbox-of.js';
import { checkInput } from '../../../lib/refusals.js';
import { SignInMail } from '../../../models/federation/sign-in-mail.js';
import type { UnitDeps } from '../../unit-deps.js';
import { latest, pausedUntil, untilBelow, type SentMail } from './ceilings.js';
import { forgetOld } from './forget-old.js';
import { laneOf } from './lane.js';
import { mayTypeCodes, takeTurn } from './mailbox-turn.js';
import { day, hour, mailLifeMs, pressedTwiceMs } from './rules.js';
import { hashLink, newCode, newLinkToken } from './secrets.js';

const fields = z.object({ email: emailAddress() });

export async function askForCode(deps: UnitDeps, ask: CodeAsk): Promise<CodeAsked> {
  const checked = checkInput(fields, { email: ask.email });
  if (checked.kind === 'refused') return checked;
  const { email } = checked.input;
  const mailbox = mailboxOf(email);
  const { manager } = deps;
  await takeTurn(manager, mailbox);
  const now = deps.clock();
  if (await wasPressedTwice(deps, ask.interaction, email, now)) return { kind: 'asked' };
  const { household } = ask.asker;
  const sender = { lane: await laneOf(manager, email, ask.asker, now), household };
  const until = latest(
    pausedUntil(await sentTo(deps, mailbox, now), sender, ask.ceilings, now),
    sender.lane === 'stranger' ? await householdPausedUntil(deps, ask, now) : null,
  );
  if (until !== null) return { kind: 'paused', until };
  await sendMail(deps, ask, { email, mailbox, ...sender }, now);
  await forgetOld(manager, now);
  return { kind: 'asked' };
}

async function sendMail(
  deps: UnitDeps,
  { interaction, site, browser, hashCode, ceilings }: CodeAsk,
  to: Pick<SignInMail, 'email' | 'mailbox' | 'lane' | 'household'>,
  now: Date,
): Promise<void> {
  const { manager } = deps;
  const code = (await mayTypeCodes(manager, to, ceilings.wrongCodes, now)) ? newCode() : null;
  const token = newLinkToken();
  const id = deps.newId();
  const expiresAt = new Date(now.getTime() + mailLifeMs);
  await manager.insert(SignInMail, {
    ...{ id, interaction, ...to, askedAt: now, expiresAt },
    codeHash: code === null ? null : hashCode(interaction, code),
    linkHash: hashLink(token),
  });
  const data = { code, token, site, browser, until: expiresAt.toISOString() };
  await deps.mail({ key: `sign-in ${id}`, to: to.email, template: 'federation/sign-in', data });
}

async function wasPressedTwice({ manager }: UnitDeps, interaction: string, email: string, now: Date): Promise<boolean> {
  const [last] = await manager.find(SignInMail, { where: { interaction }, order: { askedAt: 'DESC' }, take: 1 });
  if (last?.email !== email || last.usedAt !== null) return false;
  return last.askedAt.getTime() > now.getTime() - pressedTwiceMs;
}

function sentTo({ manager }: UnitDeps, mailbox: string, now: Date): Promise<SentMail[]> {
  return manager.query<SentMail[]>(
    `select lane, household, asked_at as "askedAt" from sign_in_mails where mailbox = $1 and asked_at > $2`,
    [mailbox, new Date(now.getTime() - day)],
  );
}

async function householdPausedUntil(
  { manager }: UnitDeps,
  { asker, ceilings }: CodeAsk,
  now: Date,
): Promise<Date | null> {
  const most = ceilings.householdPerHour;
  const sent = await manager.query<{ askedAt: Date }[]>(
    `select asked_at as "askedAt" from sign_in_mails
     where household = $1 and lane = 'stranger' and asked_at > $2
     order by asked_at desc limit $3`,
    [asker.household, new Date(now.getTime() - hour), most],
  );
  return untilBelow(sent, most, hour, now);
}
