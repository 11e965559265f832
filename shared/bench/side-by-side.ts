/** One round; what it found. */
export type Round<T = number> = () => Promise<T>;

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  const [low = NaN, high = NaN] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}

/** The least and the most. */
export function spread(numbers: readonly number[]): [number, number] {
  return [Math.min(...numbers), Math.max(...numbers)];
}

/**
 * Both in turns, the one that goes first changing, so that what else the machine does meets both alike. The first round
 * of each warms up and does not count.
 */
export async function inTurns<T>(
  rounds: number,
  ours: Round<T>,
  theirs: Round<T>,
  say: (what: string) => void,
): Promise<{ ours: T[]; theirs: T[] }> {
  const found = { ours: [] as T[], theirs: [] as T[] };
  for (let round = 0; round <= rounds; round += 1) {
    say(round === 0 ? 'warming up' : `round ${round} of ${rounds}`);
    const order: ('ours' | 'theirs')[] = round % 2 === 0 ? ['ours', 'theirs'] : ['theirs', 'ours'];
    for (const which of order) {
      const result = await (which === 'ours' ? ours() : theirs());
      if (round > 0) found[which].push(result);
    }
  }
  return found;
}

/** The median of each, where a round finds a number that can be compared, such as so many per second. */
export async function sideBySide(
  rounds: number,
  ours: Round,
  theirs: Round,
  say: (what: string) => void,
): Promise<{ ours: number; theirs: number }> {
  const found = await inTurns(rounds, ours, theirs, say);
  return { ours: median(found.ours), theirs: median(found.theirs) };
}

/** How often `work` is done in a second, by so many at once, over `ms`. */
export async function perSecond(atOnce: number, ms: number, work: (worker: number) => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  let times = 0;
  const keepWorking = async (worker: number) => {
    while (performance.now() - startedAt < ms) {
      await work(worker);
      times += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, (_, worker) => keepWorking(worker)));
  return (times * 1_000) / (performance.now() - startedAt);
}
