import { GiveUp, NotYet, StillFailing } from '../../../lib/errors.js';
import { Breaker } from '../../../lib/breaker.js';
import type { Job } from '../../jobs/define-job.js';

interface Door {
  breaker: Breaker;
  /** Null while it answers. */
  awaySince: number | null;
}

/** Short, since whoever was away is to be told soon after they are back. */
const patience = { failures: 1, openMs: 500, longestMs: 2_000 };

/** Of those that wait the most come again so late; the longer a site was away, the less it matters. */
const longestWaitMs = 15 * 60_000;
const shareOfAbsence = 1 / 30;

/**
 * A site that is silent, with many messages waiting for it, must not keep our workers from everything else: until it
 * answers, one message at a time is tried, now and then, and the others wait without asking. The log hears once that it is
 * away.
 */
export function sparingOthers(
  job: Job<'deliver-logout'>,
  now: () => number = () => performance.now(),
): Job<'deliver-logout'> {
  const doors = new Map<string, Door>();

  function doorOf(clientId: string): Door {
    const known = doors.get(clientId);
    if (known !== undefined) return known;
    const door = { breaker: new Breaker({ ...patience, now }), awaySince: null };
    doors.set(clientId, door);
    return door;
  }

  return {
    ...job,
    async run(around, payload, signal) {
      const logout = await around.services.federation.findLogout(payload.deliveryId);
      if (logout === null) return;
      const door = doorOf(logout.clientId);
      if (!door.breaker.tryEnter()) throw new NotYet(pauseOf(door, now()));
      try {
        await job.run(around, payload, signal);
        door.breaker.succeed();
        door.awaySince = null;
      } catch (error) {
        door.breaker.fail();
        const isNews = door.awaySince === null;
        door.awaySince ??= now();
        throw isNews || error instanceof GiveUp ? error : new StillFailing(error as Error);
      }
    },
  };
}

/** Not all at the same moment, and within two seconds for the first minute. */
function pauseOf({ awaySince }: Door, now: number): number {
  const awayMs = awaySince === null ? 0 : now - awaySince;
  const most = Math.min(Math.max(patience.longestMs, awayMs * shareOfAbsence), longestWaitMs);
  return most * (0.5 + Math.random() / 2);
}
