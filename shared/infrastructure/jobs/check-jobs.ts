import type { AppName } from '../../contracts/apps.js';
import type { JobPlace } from '../../contracts/jobs.js';
import { OperatorError } from '../../lib/errors.js';
import type { AnyJob } from './define-job.js';

/** Where each job belongs: `contracts/jobs`, or a test's own. */
export type JobPlaces = Readonly<Record<string, JobPlace>>;

/**
 * Refuses an app whose jobs are not exactly those that are its own: one that is missing would be ordered again by nobody,
 * and one that is not known has no table that anybody could look up.
 *
 * @throws OperatorError one sentence that names what is missing, strange, there twice, or comes from elsewhere.
 */
export function checkJobs(app: AppName, defined: readonly AnyJob[], places: JobPlaces): void {
  const names = defined.map((job) => job.name);
  const own = Object.keys(places).filter((name) => places[name]?.apps.includes(app));
  const complaints = [
    complain(
      'does not define',
      own.filter((name) => !names.includes(name)),
    ),
    complain(
      'defines what is not its own:',
      names.filter((name) => !own.includes(name)),
    ),
    complain(
      'defines twice',
      names.filter((name, index) => names.indexOf(name) !== index),
    ),
    complain(
      'has another origin for',
      defined.filter((job) => !comesFrom(job, places[job.name])).map((job) => job.name),
    ),
  ].filter((one) => one !== null);
  if (complaints.length === 0) return;
  throw new OperatorError(`${app} ${complaints.join(', and ')}; its jobs must be those of contracts/jobs.ts.`);
}

function complain(what: string, names: readonly string[]): string | null {
  return names.length === 0 ? null : `${what} ${[...new Set(names)].join(', ')}`;
}

/** From a table by a sweep, or from the clock by a schedule, and never from both. */
function comesFrom(job: AnyJob, place: JobPlace | undefined): boolean {
  if (place === undefined) return true;
  const [isSwept, isScheduled] = [job.sweep !== undefined, job.schedule !== undefined];
  if (place.truth === null) return isScheduled && !isSwept;
  return job.truth === place.truth && isSwept && !isScheduled;
}
