import type { Context } from './context.js';

/** A reader may choose light or dark; null follows the system. */
export function chosenScheme(ctx: Context): 'light' | 'dark' | null {
  const scheme = ctx.cookies.get('scheme');
  return scheme === 'light' || scheme === 'dark' ? scheme : null;
}
