import { Counter, Histogram, type Registry } from 'prom-client';

export type Outcome = 'done' | 'retried' | 'dead';

export interface JobMetrics {
  /** Counts one attempt. */
  count(job: string, outcome: Outcome, seconds: number): void;
}

/** Seconds; from one statement to a stack of large pictures. */
const buckets = [0.005, 0.02, 0.1, 0.5, 2, 10, 60, 300];

export function createJobMetrics(registry: Registry): JobMetrics {
  const registers = [registry];
  const total = new Counter({
    name: 'jobs_total',
    help: 'Attempts at jobs, by outcome: done, retried later, or dead',
    labelNames: ['job', 'outcome'],
    registers,
  });
  const duration = new Histogram({
    name: 'job_duration_seconds',
    help: 'Time of one attempt at a job',
    labelNames: ['job'],
    buckets,
    registers,
  });
  return {
    count(job, outcome, seconds) {
      total.inc({ job, outcome });
      duration.observe({ job }, seconds);
    },
  };
}
