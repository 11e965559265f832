import type { Entry } from '../dev/runner/entry.js';
import type { Stage } from '../dev/runner/run-command-line.js';

/** A measurement, side by side with what it is measured against, in one run. */
export interface Bench extends Entry {
  run: (stage: Stage) => Promise<Figure[]>;
}

export interface Figure {
  name: string;
  /** `per second`, `ms`. */
  unit: string;
  figure: number;
  /** What it stands beside, in the same unit. */
  yardstick: { name: string; figure: number };
  /** The figure divided by the yardstick; with an aim, more is better. */
  ratio: number;
  aim: number | null;
}

export interface BenchResult {
  name: string;
  figures: Figure[];
  ms: number;
}
