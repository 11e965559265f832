/** One round; a number that can be compared, such as so many per second. */
export type Round = () => Promise<number>;

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  const [low = NaN, high = NaN] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}

/**
 * Both in turns, the one that goes first changing, so that what else the machine does meets both alike. The first round
 * of each warms up and does not count.
 */
export async function sideBySide(
  rounds: number,
  ours: Round,
  theirs: Round,
  say: (what: string) => void,
): Promise<{ ours: number; theirs: number }> {
  const found = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round <= rounds; round += 1) {
    say(round === 0 ? 'warming up' : `round ${round} of ${rounds}`);
    const order: ('ours' | 'theirs')[] = round % 2 === 0 ? ['ours', 'theirs'] : ['theirs', 'ours'];
    for (const which of order) {
      const number = await (which === 'ours' ? ours() : theirs());
      if (round > 0) found[which].push(number);
    }
  }
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
