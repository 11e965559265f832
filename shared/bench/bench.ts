import type { Entry } from '../dev/runner/entry.js';
import type { Stage } from '../dev/runner/run-command-line.js';

/** A measurement, side by side with what it is measured against, in one run. */
export interface Bench extends Entry {
  /** A sentence in place of a figure says why it could not be measured. */
  run: (stage: Stage) => Promise<(Figure | string)[]>;
}

/** The median of the rounds. */
export interface Measured {
  figure: number;
  /** The least and the most of the rounds. */
  spread?: [number, number];
  /** Processor time for each, in microseconds; the median. */
  cpuMicros?: number;
}

export interface Figure extends Measured {
  name: string;
  /** `per second`, `ms`. */
  unit: string;
  /** What it stands beside, in the same unit. */
  yardstick: Measured & { name: string };
  /** The figure divided by the yardstick; with an aim, more is better. */
  ratio: number;
  aim: number | null;
}

export interface BenchResult {
  name: string;
  figures: Figure[];
  /** Sentences about what could not be measured here. */
  notes: string[];
  ms: number;
}
