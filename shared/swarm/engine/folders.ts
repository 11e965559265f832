import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout that is tried. */
export const checkoutFolder = fileURLToPath(new URL('../../../../', import.meta.url));

/** What is no TypeScript stays in the sources. */
export const swarmFolder = join(checkoutFolder, 'shared', 'swarm');
