import type { Config } from '../../config/config.js';
import type { Context } from '../context.js';
import { setCookie, ssoHintCookie } from './cookies.js';
import { sessionTimes } from './session.js';

/** Tells all six sites that there is a session somewhere, so that they ask the provider whose it is. */
export function hintAtSession(ctx: Context, { scheme, baseDomain }: Pick<Config, 'scheme' | 'baseDomain'>): void {
  const maxAge = sessionTimes.absoluteMs / 1_000;
  setCookie(ctx, ssoHintCookie, '1', { https: scheme === 'https', maxAge, domain: baseDomain });
}
