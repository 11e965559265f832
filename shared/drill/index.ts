import { composeDrill } from './compose/compose-drill.js';
import type { Drill } from './drill.js';
import { ghostDrill } from './ghost/ghost-drill.js';
import { logDrill } from './log/log-drill.js';
import { restoreDrill } from './restore/restore-drill.js';

/** Every drill, in the order in which they run. */
export const drills: readonly Drill[] = [logDrill(), composeDrill(), ghostDrill(), restoreDrill()];
