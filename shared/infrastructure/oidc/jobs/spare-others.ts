import { Breaker } from '../../../lib/breaker.js';
import type { Job } from '../../jobs/define-job.js';

/** Short, since whoever was away is to be told soon after they are back. */
const patience = { failures: 1, openMs: 500, longestMs: 2_000 };

/**
 * A site that is silent, with many messages waiting for it, must not keep our workers from everything else: until it
 * answers, one message at a time is tried, now and then, and the others wait without asking.
 */
export function sparingOthers(
  job: Job<'deliver-logout'>,
  now: () => number = () => performance.now(),
): Job<'deliver-logout'> {
  const doors = new Map<string, Breaker>();

  function doorOf(clientId: string): Breaker {
    const known = doors.get(clientId);
    if (known !== undefined) return known;
    const door = new Breaker({ ...patience, now });
    doors.set(clientId, door);
    return door;
  }

  return {
    ...job,
    async run(around, payload, signal) {
      const logout = await around.services.federation.findLogout(payload.deliveryId);
      if (logout === null) return;
      const door = doorOf(logout.clientId);
      if (!door.tryEnter()) throw new Error('Its site did not answer a moment ago.');
      try {
        await job.run(around, payload, signal);
        door.succeed();
      } catch (error) {
        door.fail();
        throw error;
      }
    },
  };
}
