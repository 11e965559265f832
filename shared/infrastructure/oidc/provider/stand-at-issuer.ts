import type { Config } from '../../config/config.js';
import type { Asked } from './provider-door.js';

/**
 * The provider makes every address that it tells from the one it was asked at. That is what a client claims, or a proxy
 * changed; what it really is says the configuration.
 */
export function standAtIssuer(ctx: Asked, { urls, scheme }: Pick<Config, 'urls' | 'scheme'>): void {
  const origin = urls.federation;
  const { host } = new URL(origin);
  const pinned = { origin, host, protocol: scheme, href: origin + ctx.path + ctx.search, secure: scheme === 'https' };
  for (const [name, value] of Object.entries(pinned)) Object.defineProperty(ctx.request, name, { value });
}
