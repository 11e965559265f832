import type { AppName } from '../../contracts/apps.js';
import type { AnyJob } from '../jobs/define-job.js';
import type { Config } from '../config/config.js';
import type { Resources } from './resources.js';

/** What the machinery itself has done by jobs, for the apps that `contracts/jobs` names. */
export function builtInJobs(_app: AppName, _config: Config, _resources: Resources): AnyJob[] {
  return [];
}
