import { ghostReader } from '../infrastructure/adapters/ghost/ghost-reader.js';
import { previewGhost, type GhostPreview } from '../infrastructure/adapters/ghost/preview-ghost.js';
import { version } from '../infrastructure/config/version.js';
import { createHttpClient } from '../infrastructure/http/client/create-http-client.js';
import { operator } from '../contracts/viewer.js';
import { OperatorError } from '../lib/errors.js';
import { ghostPlace } from './ghost-place.js';
import { showProgress } from './progress.js';
import { withServices } from './with-services.js';
import type { World } from './world.js';

/**
 * What `rose ghost sync` would do now. Nothing is written, so it takes no turn either and may run while another reads.
 *
 * @throws OperatorError when it is not known where the Ghost is, and while reading is paused.
 */
export async function previewSync(url: string, world: World, { full }: { full: boolean }): Promise<GhostPreview> {
  const { site, key } = ghostPlace(world.env);
  const { say, end } = showProgress(world.stderr);
  const http = createHttpClient({ version, baseUrl: site, allowedOrigins: [new URL(site).origin] });
  const reader = ghostReader({ site, key, http, say, clock: () => new Date() });
  try {
    return await withServices(url, async (services) => {
      const watch = await services.blog.findGhostWatch(operator, site);
      if (watch?.paused) throw new OperatorError(`Reading ${site} is paused. ${watch.paused.why}`);
      return previewGhost(services, reader, { full, say });
    });
  } finally {
    http.close();
    end();
  }
}
