import type { Actor } from '../ghost.js';

/** Who publishes what was scheduled. */
export const scheduler: Actor = {
  id: '5ced00000000000000000001',
  name: 'Ghost Scheduler',
  slug: 'ghost-scheduler',
  type: 'integration',
};
