import { DelayedError, UnrecoverableError, WaitingError, type Job as QueuedJob, type Queue } from 'bullmq';
import { setTimeout as pause } from 'node:timers/promises';
import type { AppName } from '../../contracts/apps.js';
import { GiveUp, NotYet, StillFailing } from '../../lib/errors.js';
import { describeError } from '../log/describe-error.js';
import type { Log } from '../log/log.js';
import { buryJob, findGrave, removeGrave, type JobKey } from './dead-jobs.js';
import type { AnyJob, JobSurroundings } from './define-job.js';
import type { JobMetrics } from './job-metrics.js';

/** Why the signal of a job aborts. */
export type Interruption = 'stopping' | 'lost';

export interface ProcessorOptions {
  app: AppName;
  jobs: ReadonlyMap<string, AnyJob>;
  around: JobSurroundings;
  metrics: JobMetrics;
  queue: Queue;
  /** Ms that a job has to end in once its signal aborted because the process stops. */
  graceMs: number;
}

export type Processor = (job: QueuedJob, token: string, signal: AbortSignal) => Promise<void>;

/** One attempt at one job, as the processor sees it. */
interface Attempt {
  key: JobKey;
  job: QueuedJob;
  definition: AnyJob;
  around: JobSurroundings;
}

const defaultAttempts = 6;
const errorCharacters = 500;

/**
 * A job that takes its process down with it is never counted as failed, only as begun. It is dead after this many losses;
 * it is more than the attempts, since a process that is stopped hands its jobs back too.
 */
const mostLosses = 20;

/** The id of what a schedule asks for: all its runs are one job, of which the last one counts. */
export const scheduledId = 'schedule';

/** Makes what BullMQ calls for each job. It throws what tells BullMQ how to go on, and never what the job said. */
export function createProcessor(options: ProcessorOptions): Processor {
  const { app, jobs, around, metrics, graceMs } = options;
  return async function processJob(job, token, signal) {
    const definition = jobs.get(job.name);
    const key = { app, name: job.name, id: idOf(job) };
    const log = around.log.child({ job: key.name, jobId: key.id });
    if (!definition) return leaveAlone(job, options.queue, log);
    const attempt = { key, job, definition, around: { ...around, log } };
    const began = performance.now();
    const count = (outcome: 'done' | 'retried' | 'dead') =>
      metrics.count(key.name, outcome, (performance.now() - began) / 1000);
    try {
      await untilInterrupted(runOnce(attempt, signal), signal, graceMs);
      count('done');
    } catch (error) {
      if (signal.aborted) return giveBack(job, token, signal);
      if (error instanceof NotYet) return putOff(job, token, error);
      const isDead = await settleFailure(attempt, error);
      count(isDead ? 'dead' : 'retried');
      throw isDead ? new UnrecoverableError('dead') : new Error('later');
    }
  };
}

/** During a roll one worker knows what another does not. Tables and definitions bring it back to whoever knows it. */
async function leaveAlone(job: QueuedJob, queue: Queue, log: Log): Promise<void> {
  log.info('a job of another release was left to its sweep');
  if (job.repeatJobKey !== undefined) await queue.removeJobScheduler(job.repeatJobKey);
}

async function runOnce({ key, job, definition, around }: Attempt, signal: AbortSignal): Promise<void> {
  if (job.attemptsStarted - 1 - job.attemptsMade - timesPutOff(job) >= mostLosses) {
    throw new GiveUp(`It was begun ${mostLosses} times and never ended: its process was lost or stopped each time.`);
  }
  const grave = await findGrave(around.dataSource, key);
  if (grave === 'resting' && !definition.schedule) return;
  signal.throwIfAborted();
  await definition.run(around, job.data, signal);
  if (grave !== null) await removeGrave(around.dataSource, key);
  around.log.debug({ queued: job.id }, 'a job was done');
}

/** Rejects when the work does, or when the process stops and the work does not end soon. */
async function untilInterrupted(work: Promise<void>, signal: AbortSignal, graceMs: number): Promise<void> {
  const over = new AbortController();
  const interrupted = new Promise<never>((_, reject) => {
    const giveUpWaiting = () => {
      if (signal.reason !== ('stopping' satisfies Interruption)) return;
      void pause(graceMs, undefined, { signal: over.signal }).then(
        () => reject(new Error('did not end in time')),
        () => undefined,
      );
    };
    if (signal.aborted) giveUpWaiting();
    else signal.addEventListener('abort', giveUpWaiting, { once: true, signal: over.signal });
  });
  try {
    await Promise.race([work, interrupted]);
  } finally {
    over.abort();
  }
}

/** Puts the job at the head of the queue, for whoever lives; it was no failure. One that another worker has is his. */
async function giveBack(job: QueuedJob, token: string, signal: AbortSignal): Promise<never> {
  if (signal.reason === ('stopping' satisfies Interruption)) await job.moveToWait(token);
  throw new WaitingError();
}

/** It was begun, and neither failed nor lost: that is kept with it, or it would seem to take its process down each time. */
async function putOff(job: QueuedJob, token: string, { pauseMs }: NotYet): Promise<never> {
  await job.updateProgress({ putOff: timesPutOff(job) + 1 });
  await job.moveToDelayed(Date.now() + pauseMs, token);
  throw new DelayedError();
}

function timesPutOff({ progress }: QueuedJob): number {
  const { putOff = 0 } = (typeof progress === 'object' ? progress : {}) as { putOff?: number };
  return putOff;
}

/** Whether that was the last attempt; then it is written down first, so that a crash in between buries it twice at worst. */
async function settleFailure({ key, job, definition, around }: Attempt, error: unknown): Promise<boolean> {
  const attempts = job.attemptsMade + 1;
  const isDead = error instanceof GiveUp || attempts >= (definition.attempts ?? defaultAttempts);
  const level = error instanceof StillFailing && !isDead ? 'debug' : 'warn';
  around.log[level]({ err: error, attempts }, isDead ? 'a job is dead' : 'a job failed; it is tried again later');
  if (!isDead) return false;
  try {
    await buryJob(around.dataSource, key, { payload: job.data, attempts, error: sentenceOf(error) });
  } catch (failure) {
    // It leaves the queue all the same: its table still wants it, so a sweep orders it again.
    around.log.error({ err: failure }, 'a dead job could not be written down');
  }
  return true;
}

function sentenceOf(error: unknown): string {
  const { type, message } = describeError(error);
  return `${type}: ${message}`.replaceAll('\0', '').slice(0, errorCharacters);
}

function idOf(job: QueuedJob): string {
  const id = job.id ?? '';
  return job.repeatJobKey === undefined && id.startsWith(`${job.name}.`) ? id.slice(job.name.length + 1) : scheduledId;
}
