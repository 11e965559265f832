import type { Entry } from '../dev/runner/entry.js';
import type { Stage } from '../dev/runner/run-command-line.js';

/** A race or a fault that the product claims to survive. */
export interface Drill extends Entry {
  run: (stage: Stage) => Promise<Outcome>;
}

export interface Outcome {
  /** What was done to it, by name. */
  tried: Record<string, number>;
  /** What must not have happened, by name: how often it did. */
  broken: Record<string, number>;
  /** Of some of what broke, for whoever looks for the cause. */
  examples: string[];
}

export interface DrillResult extends Outcome {
  name: string;
  ms: number;
  held: boolean;
}
