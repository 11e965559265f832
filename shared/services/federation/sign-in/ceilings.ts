import type { MailCeilings } from '../../../contracts/services/federation/sign-in-by-mail.js';
import { day, hour } from './rules.js';

/** A mail that was sent to the mailbox in the last day. */
export interface SentMail {
  lane: string;
  household: string;
  askedAt: Date;
}

export interface Sender {
  lane: string;
  household: string;
}

/**
 * When this sender may have another mail sent to the mailbox; null for now.
 *
 * Strangers are counted twice: each household by itself, so that one alone cannot use up what is left for others, and all
 * together, so that many of them cannot fill a mailbox.
 */
export function pausedUntil(sent: readonly SentMail[], sender: Sender, ceilings: MailCeilings, now: Date): Date | null {
  const { perHour, perDay, strangersPerHour, strangersPerDay } = ceilings;
  const lane = sent.filter((mail) => mail.lane === sender.lane);
  const isStranger = sender.lane === 'stranger';
  const own = isStranger ? lane.filter((mail) => mail.household === sender.household) : lane;
  return latest(
    untilBelow(own, perHour, hour, now),
    untilBelow(own, perDay, day, now),
    isStranger ? untilBelow(lane, strangersPerHour, hour, now) : null,
    isStranger ? untilBelow(lane, strangersPerDay, day, now) : null,
  );
}

/** When fewer than `most` of the times lie within the span before. */
export function untilBelow(
  sent: readonly Pick<SentMail, 'askedAt'>[],
  most: number,
  spanMs: number,
  now: Date,
): Date | null {
  const times = sent
    .map(({ askedAt }) => askedAt.getTime())
    .filter((time) => time > now.getTime() - spanMs)
    .sort((one, other) => other - one);
  const last = times[most - 1];
  return last === undefined ? null : new Date(last + spanMs);
}

export function latest(...times: readonly (Date | null)[]): Date | null {
  return times.reduce((late, time) => (late === null || (time !== null && time > late) ? time : late), null);
}
