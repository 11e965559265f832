import type { SignInDto } from '@rose-ash/shared/contracts/services/federation/sign-ins';
import { countOf } from '@rose-ash/shared/lib/count-of';
import type { Format } from '@rose-ash/shared/lib/format';
import type { SessionModel, SessionsModel } from '../views/models.js';
import { describeBrowser } from './browser-words.js';

export interface Around {
  format: Format;
  now: Date;
  /** The sign-in of the browser that asks. */
  hereId: string | null;
  /** What was just done, as the address says. */
  ended: string | undefined;
}

const minute = 60_000;
const hour = 60 * minute;

/** This browser first, then the others as they were used last. */
export function presentSessions(signIns: readonly SignInDto[], around: Around): SessionsModel {
  const sessions = signIns.map((signIn) => presentSession(signIn, around));
  const here = sessions.find(({ isHere }) => isHere) ?? null;
  return { here, others: sessions.filter((session) => session !== here), done: sayDone(around.ended) };
}

function presentSession({ id, userAgent, begunAt, seenAt }: SignInDto, { format, now, hereId }: Around): SessionModel {
  const { words, shape } = describeBrowser(userAgent);
  const isHere = id === hereId;
  return {
    ...{ id, words, icon: icons[shape], isHere },
    begun: { iso: begunAt.toISOString(), text: format.moment(begunAt) },
    seen: { iso: seenAt.toISOString(), text: isHere ? 'now' : saySeen(seenAt, now, format) },
  };
}

const icons = { phone: 'smartphone', tablet: 'tablet', desk: 'monitor' } as const;

function saySeen(seenAt: Date, now: Date, format: Format): string {
  const ago = now.getTime() - seenAt.getTime();
  if (ago < 2 * minute) return 'a moment ago';
  if (ago < hour) return `${Math.floor(ago / minute)} minutes ago`;
  if (ago < 24 * hour) return `${countOf(Math.floor(ago / hour), 'hour', 'hours')} ago`;
  return `on ${format.moment(seenAt)}`;
}

function sayDone(ended: string | undefined): SessionsModel['done'] {
  if (ended === 'one') return { lead: 'Signed out there.', text: 'Its next page is the one that strangers see.' };
  if (ended === 'others') return { lead: 'Signed out everywhere else.', text: 'Only this browser knows you now.' };
  return null;
}
