import type { ShownFragment } from './compose.js';

/** The `Server-Timing` header (W3C): how long the page waited for each part, and where it came from. */
export function serverTiming(shown: readonly ShownFragment[]): string {
  return shown
    .map(({ type, state, source, waitedMs }) => {
      const where = state === 'fresh' ? source : state;
      return `${type.replace('/', '-')};desc="${where}";dur=${waitedMs.toFixed(1)}`;
    })
    .join(', ');
}
