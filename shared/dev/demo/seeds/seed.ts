import type { Unit } from '../../../contracts/registry.js';

/** What one seed wrote, for the sentence: so many of them. */
export interface Written {
  count: number;
  one: string;
  many: string;
}

/** What the seeds before have to tell those after them. */
export interface Demo {
  /** The moment it is seeded at. */
  now: Date;
  /** Handles of the people who joined just now. */
  newcomers: Set<string>;
}

/**
 * Puts one domain's part of the demo in. What is there already is left as it is, also where somebody changed it, so that
 * a second time writes nothing.
 */
export type Seed = (unit: Unit, demo: Demo) => Promise<Written[]>;
