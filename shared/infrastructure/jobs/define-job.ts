import type { Registry } from 'prom-client';
import type { DataSource, EntityManager } from 'typeorm';
import type { JobCatalogue, JobName, jobs } from '../../contracts/jobs.js';
import type { Clock } from '../../contracts/ports.js';
import type { Services } from '../../contracts/registry.js';
import type { UnitOfWork } from '../../contracts/unit-of-work.js';
import type { HttpClient } from '../http/client/http-client.js';
import type { Log } from '../log/log.js';
import type { MediaWorkshop } from '../media/media-workshop.js';

/** What a job works with. */
export interface JobSurroundings {
  services: Services;
  dataSource: DataSource;
  unitOfWork: UnitOfWork<EntityManager>;
  /** Each line says which job. */
  log: Log;
  clock: Clock;
  /** The way out to other servers. */
  http: HttpClient;
  /** Null where an install keeps no pictures. */
  media: MediaWorkshop | null;
}

/** A job that its table still wants. */
export interface WantedJob<P = unknown> {
  id: string;
  payload: P;
}

/** When time asks for a job: a cron pattern of five fields in the site's time zone, or an interval in ms. */
export type Schedule = { pattern: string; everyMs?: never } | { everyMs: number; pattern?: never };

interface Work<P> {
  /** How often it is tried before it is dead; 6 if absent. */
  attempts?: number;
  /** The pause after the first failure, doubled after each further one, give or take a quarter; 5,000 if absent. */
  backoffMs?: number;
  /** Ms to pause after failure number 1, 2, ..., for jobs with a rhythm of their own in place of `backoffMs`. */
  pauseAfter?(failures: number): number;
  /**
   * Does it. It may be run again after it was done, and seldom twice at once, so it looks at its row first. The signal
   * aborts when the process has to end, or when this job went to another worker because Redis lost sight of this one:
   * whatever is awaited then is in vain.
   *
   * @throws GiveUp when no later attempt can succeed. NotYet to wait without an attempt; StillFailing for what the log knows.
   *   Any other error means: later.
   */
  run(around: JobSurroundings, payload: P, signal: AbortSignal): Promise<void>;
  /** Tells `/metrics` how things stand beyond the attempts, which are counted anyway. Called once in each process. */
  measure?(around: JobSurroundings, registry: Registry): void;
}

interface TableWork<N extends JobName> extends Work<JobCatalogue[N]> {
  name: N;
  /** The table whose rows say that the job is wanted; what `contracts/jobs` says, where the job is defined. */
  truth: (typeof jobs)[N]['truth'];
  /**
   * At most `limit` of those that are wanted now, the longest waiting first. Every worker asks about every 15 s, so it is one
   * query along an index. What waits in the queue already, runs or is dead may be among them.
   */
  sweep(around: JobSurroundings, limit: number): Promise<WantedJob<JobCatalogue[N]>[]>;
  schedule?: never;
}

interface ClockWork<N extends JobName> extends Work<JobCatalogue[N]> {
  name: N;
  truth?: never;
  sweep?: never;
  /** One run for each moment, over all workers of the app; a run that is late may overlap with the next. */
  schedule: Schedule;
}

/** A job that comes from its table, or from the clock, as `contracts/jobs` says of it. */
export type Job<N extends JobName> = (typeof jobs)[N]['truth'] extends null ? ClockWork<N> : TableWork<N>;

/** A job whose payload does not matter to the one who holds it. */
export interface AnyJob extends Work<unknown> {
  name: string;
  truth?: string | null;
  sweep?(around: JobSurroundings, limit: number): Promise<WantedJob[]>;
  schedule?: Schedule;
}

/** Defines a job of an app, or of all six alike. */
export function defineJob<N extends JobName>(job: Job<N> & { name: N }): Job<N> {
  return job;
}
