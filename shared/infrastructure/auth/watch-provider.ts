import { Breaker } from '../../lib/breaker.js';

/** How long one look that went well counts. */
const seenForMs = 2_000;
/** One that did not: nobody looks for a while, then one visitor does, and nobody else waits for it. */
const patience = { failures: 1, openMs: 2_000, longestMs: 5_000 };

/** Says whether somebody is there, as far as was seen a moment ago; who cannot look sees nothing. */
export function watchProvider(look: () => Promise<boolean>, now = () => performance.now()): () => Promise<boolean> {
  const breaker = new Breaker({ ...patience, now });
  let seenUntil = -Infinity;
  let looking: Promise<boolean> | null = null;

  async function lookOnce(): Promise<boolean> {
    const isThere = await look().catch(() => false);
    if (isThere) {
      breaker.succeed();
      seenUntil = now() + seenForMs;
    } else {
      breaker.fail();
      seenUntil = -Infinity;
    }
    return isThere;
  }

  return async function isThere() {
    if (now() < seenUntil) return true;
    if (looking !== null) return breaker.state === 'closed' ? looking : false;
    if (!breaker.tryEnter()) return false;
    looking = lookOnce().finally(() => (looking = null));
    return looking;
  };
}
