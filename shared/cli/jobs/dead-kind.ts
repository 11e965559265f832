import type { EntityManager } from 'typeorm';
import type { Which } from '../../infrastructure/activities/dead-tasks.js';

/** One of those that failed so often that they are not tried any more, whatever it is. */
export interface Dead {
  kind: string;
  id: string;
  app: string;
  /** Of the handler or the job. */
  name: string;
  /** What it is about, in words. */
  about: string;
  attempts: number;
  lastError: string | null;
  since: Date;
  /** How many wait for it. */
  holdsUp: number;
}

/** A kind of things that can die. Ids of different kinds look different. */
export interface DeadKind {
  /** What one and many are called. */
  nouns: readonly [one: string, many: string];
  isId: (id: string) => boolean;
  list: (manager: EntityManager) => Promise<Dead[]>;
  /** Both answer with the ids that were dead. */
  retry: (manager: EntityManager, which: Which) => Promise<string[]>;
  drop: (manager: EntityManager, which: Which) => Promise<string[]>;
}
