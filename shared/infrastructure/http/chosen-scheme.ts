import type { Context } from './context.js';

export type Scheme = 'light' | 'dark';

const pattern = /(?:^|;) *scheme=(light|dark) *(?:;|$)/;

/** A reader may choose light or dark; null follows the system. */
export function chosenScheme(ctx: Context): Scheme | null {
  return schemeIn(ctx.get('cookie'));
}

/** The same, from a Cookie header. */
export function schemeIn(cookieHeader: string): Scheme | null {
  return cookieHeader === '' ? null : ((pattern.exec(cookieHeader)?.[1] as Scheme | undefined) ?? null);
}
