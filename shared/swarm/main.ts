import type { Totals } from '../testing/jest/totals-reporter.js';
import { openHouse, type House } from './engine/house.js';
import { stopwatch } from './engine/stopwatch.js';
import { whyNoEngine } from './engine/why-no-engine.js';

type Jest = (
  args: readonly string[],
  place?: { env?: NodeJS.ProcessEnv; inside?: House['inside'] },
) => Promise<{ totals: Totals }>;

interface Run {
  /** For Jest. */
  args: readonly string[];
  runJest: Jest;
  say: (line: string) => void;
}

const folder = 'shared/dist/swarm';

/** One at a time: all of them speak of one stack. What is said first names files, of ours alone; Jest would add it to the folder. */
function orderFor([first = '', ...rest]: readonly string[]): string[] {
  if (first === '') return ['--runInBand', folder];
  return first.startsWith('-')
    ? ['--runInBand', folder, first, ...rest]
    : ['--runInBand', `${folder}/.*${first}`, ...rest];
}

/** Tries what ships; where there can be an engine, on one that is taken down again, which is one test more. */
export async function runSwarmTests({ args, runJest, say }: Run): Promise<Totals> {
  const env = { ...process.env, ROSE_SWARM_PROJECT: '1' };
  const reason = await whyNoEngine();
  if (reason !== null) {
    const { totals } = await runJest(orderFor(args), { env });
    if (totals.skipped > 0) say(`${reason} (${totals.skipped} skipped)`);
    return totals;
  }
  const house = await openHouseOrSay(say);
  if (house === null) return { passed: 0, failed: 1, skipped: 0 };
  const { totals } = await runJest(orderFor(args), { env: { ...env, ...house.env }, inside: house.inside });
  return withEnd(totals, await house.close(), say);
}

async function openHouseOrSay(say: Run['say']): Promise<House | null> {
  const time = stopwatch(say);
  try {
    return await time('engine, images and registry', () => openHouse(time));
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return null;
  }
}

function withEnd(totals: Totals, left: readonly string[], say: Run['say']): Totals {
  for (const sentence of left) say(sentence);
  const isClean = left.length === 0;
  say(isClean ? 'Nothing is left of the engine.' : 'The engine left something behind.');
  return { ...totals, passed: totals.passed + (isClean ? 1 : 0), failed: totals.failed + (isClean ? 0 : 1) };
}
