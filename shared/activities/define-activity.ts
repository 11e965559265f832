import type { z } from 'zod';
import type { ActivityCatalogue, ActivityName } from '../contracts/activities.js';
import type { AppName } from '../contracts/apps.js';

/** One type of activity. */
export interface ActivityType<N extends string = string, P = unknown> {
  type: N;
  /** Whose domain it happens in. */
  app: AppName;
  /** Of the payload's shape; grows when a reader must tell old from new. */
  v: number;
  /** Whether it may be told to the world. */
  visibility: 'public' | 'private';
  payload: z.ZodType<P>;
  /** What it is about, as `noun:id`. */
  subject(payload: P): string;
  /** Tags of everything shown anywhere that is no longer true: caches forget it right after the commit. */
  tags(payload: P): readonly string[];
}

export function defineActivity<N extends ActivityName>(
  type: ActivityType<N, ActivityCatalogue[N]>,
): ActivityType<N, ActivityCatalogue[N]> {
  return type;
}
