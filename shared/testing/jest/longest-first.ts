import { createRequire } from 'node:module';
import type sequencing from '@jest/test-sequencer';

// Its types are those of CommonJS, so that it is had as such.
const { default: Sequencer } = createRequire(import.meta.url)('@jest/test-sequencer') as typeof sequencing;

type Tests = Parameters<InstanceType<typeof Sequencer>['sort']>[0];

/** What takes long, the longest first. Between two that compute is what mostly waits for a clock. */
const long = [
  /\/gallery\.e2e\./,
  /\/(healthcheck|sign-out|mails|tick-ghost|ghost|ghost-replicas)\.flow\./,
  /\/start\.flow\./,
  /\.e2e\./,
  /\/(drill|bench)\/.*\.flow\./,
  /\/(backup|restore)\.db\./,
  /\/swarm\/deploy\//,
  /\.flow\./,
  /\.db\./,
];

/** How early a file begins where nobody remembers how long it took, as in a fresh clone; 0 is first. */
export function rankOf(path: string): number {
  const rank = long.findIndex((name) => name.test(path));
  return rank < 0 ? long.length : rank;
}

/** The longest files first, so that no worker begins one when the others are done. */
export default class LongestFirst extends Sequencer {
  override async sort(tests: Tests): Promise<Tests> {
    const sorted = [...(await super.sort(tests))];
    const isKnown = sorted.some(({ duration }) => duration !== undefined);
    // The stack's files speak of one stack, and Jest's own order is theirs.
    if (isKnown || sorted.some(({ path }) => path.endsWith('.swarm.test.js'))) return sorted;
    return sorted.sort((one, other) => rankOf(one.path) - rankOf(other.path));
  }
}
