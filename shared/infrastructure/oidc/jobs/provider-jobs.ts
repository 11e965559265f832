import type { Config } from '../../config/config.js';
import { defineJob, type AnyJob, type Job } from '../../jobs/define-job.js';
import { keySealer, makeMissingKeys } from '../keys/key-ring.js';
import { deliverLogoutJob } from './deliver-logout.js';
import { sparingOthers } from './spare-others.js';

/** What the app that is the provider has to see to. */
export function providerJobs(config: Config): AnyJob[] {
  return [sparingOthers(deliverLogoutJob(config)), tidySignInsJob(), keepKeysJob(config)];
}

function tidySignInsJob(): Job<'tidy-sign-ins'> {
  return defineJob({
    name: 'tidy-sign-ins',
    schedule: { everyMs: 10 * 60_000 },
    run: async ({ services, log }, _payload, signal) => {
      // Each round is a unit of its own, which ends a few; the last one finds nothing more to end.
      for (let isMore = true; isMore && !signal.aborted;) {
        const put = await services.federation.tidySignIns();
        log.debug(put, 'sign-ins that are over were put away');
        isMore = put.ended > 0;
      }
    },
  });
}

/** Once a year another key signs. It was public long before. */
function keepKeysJob(config: Config): Job<'keep-keys'> {
  return defineJob({
    name: 'keep-keys',
    schedule: { pattern: '17 4 * * *' },
    run: async ({ services: { federation } }) => {
      await federation.keepKeysFresh();
      await makeMissingKeys(federation, keySealer(config));
    },
  });
}
