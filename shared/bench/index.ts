import type { Bench } from './bench.js';
import { blogBench } from './blog/blog-bench.js';
import { composeBench } from './compose/compose-bench.js';
import { logBench } from './log/log-bench.js';
import { signOnBench } from './sign-on/sign-on-bench.js';

/** Every bench, in the order in which they run. */
export const benches: readonly Bench[] = [logBench(), composeBench(), blogBench(), signOnBench()];
