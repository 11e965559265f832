import type { Config } from '../config/config.js';
import { done, type Context, type Middleware } from './context.js';
import type { StaticFiles } from './static-files.js';

export interface SiteFilesOptions {
  config: Pick<Config, 'service' | 'environment' | 'urls' | 'site'>;
  /** The word the menu uses for the service. */
  title: string;
  files: Pick<StaticFiles, 'url'>;
}

/** `/robots.txt` and `/manifest.webmanifest`, made once. */
export function siteFiles(options: SiteFilesOptions): Middleware {
  const made: Readonly<Record<string, { type: string; body: string }>> = {
    '/robots.txt': { type: 'text/plain; charset=utf-8', body: writeRobots(options) },
    '/manifest.webmanifest': { type: 'application/manifest+json', body: writeManifest(options) },
  };
  return function answerSiteFile(ctx, next) {
    const file = Object.hasOwn(made, ctx.path) ? made[ctx.path] : undefined;
    if (file === undefined || !['GET', 'HEAD'].includes(ctx.method)) return next();
    send(ctx, file);
    return done;
  };
}

function send(ctx: Context, { type, body }: { type: string; body: string }): void {
  ctx.state.route = ctx.path;
  ctx.body = body;
  ctx.type = type;
  ctx.set('cache-control', 'public, max-age=3600');
}

/** An install that is not the public one wants no visitors from search engines: its pages are somebody's drafts. */
function writeRobots({ config: { environment, urls, service } }: SiteFilesOptions): string {
  if (environment !== 'production') return 'User-agent: *\nDisallow: /\n';
  // The blog's map lists those of the others, which they allow by naming it here.
  const maps = new Set([urls[service], urls.blog]);
  const lines = [...maps].map((origin) => `Sitemap: ${origin}/sitemap.xml`);
  return `${['User-agent: *', 'Disallow: /auth/', '', ...lines].join('\n')}\n`;
}

function writeManifest({ config: { service, site }, title, files }: SiteFilesOptions): string {
  const icon = (name: string, size: number, purpose: string) => ({
    ...{ src: files.url(name), sizes: `${size}x${size}`, type: 'image/png', purpose },
  });
  return JSON.stringify({
    id: '/',
    name: service === 'blog' ? site.title : `${title} · ${site.title}`,
    short_name: service === 'blog' ? site.title : title,
    lang: site.locale,
    start_url: '/',
    scope: '/',
    display: 'minimal-ui',
    background_color: '#fefcfd',
    theme_color: '#fefcfd',
    icons: [
      icon('img/icon-192.png', 192, 'any'),
      icon('img/icon-512.png', 512, 'any'),
      icon('img/icon-maskable-512.png', 512, 'maskable'),
    ],
  });
}
