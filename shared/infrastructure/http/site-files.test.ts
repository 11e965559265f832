import { expect, test } from '@jest/globals';
import { siteUrls } from '../config/site-urls.js';
import type { Context } from './context.js';
import { siteFiles } from './site-files.js';

const site = { title: 'Rose Ash', locale: 'en-GB', timeZone: 'Europe/London', currency: 'GBP' };

async function robotsOf(environment: 'production' | 'development', service: 'blog' | 'market'): Promise<string> {
  const config = { environment, service, site, urls: siteUrls('https', 'rose-ash.com') };
  const serve = siteFiles({ config, title: 'Market', files: { url: (name) => `/static/${name}` } });
  const ctx = { path: '/robots.txt', method: 'GET', state: {}, set: () => undefined } as unknown as Context;
  await serve(ctx, async () => undefined);
  return String(ctx.body);
}

test('the public install names its own map and the one over all six', async () => {
  expect(await robotsOf('production', 'market')).toBe(
    'User-agent: *\nDisallow: /auth/\n\nSitemap: https://market.rose-ash.com/sitemap.xml\nSitemap: https://blog.rose-ash.com/sitemap.xml\n',
  );
  expect((await robotsOf('production', 'blog')).match(/^Sitemap:/gm)).toHaveLength(1);
});

test('any other keeps search engines out', async () => {
  expect(await robotsOf('development', 'market')).toBe('User-agent: *\nDisallow: /\n');
});
