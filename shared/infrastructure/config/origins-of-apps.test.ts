import { expect, test } from '@jest/globals';
import { siteUrlsInside, urlsInside } from './origins-of-apps.js';
import { siteUrls } from './site-urls.js';

const urls = siteUrls('https', 'rose-ash.com');

test('in production the six are found under their service names', () => {
  const inside = siteUrlsInside({ NODE_ENV: 'production', LISTEN_PORT: 8000 }, urls);
  expect(inside).toMatchObject({ federation: 'http://federation:8000', blog: 'http://blog:8000' });
});

test('in development they are found where browsers find them', () => {
  expect(siteUrlsInside({ NODE_ENV: 'development', LISTEN_PORT: 8001 }, urls)).toEqual(urls);
});

test('those that are named are found where it says', () => {
  const named = urlsInside.parse('federation=http://10.0.0.5:8000');
  const inside = siteUrlsInside({ NODE_ENV: 'test', LISTEN_PORT: 0, PUBLIC_URLS_INSIDE: named }, urls);
  expect(inside).toEqual({ ...urls, federation: 'http://10.0.0.5:8000' });
});

test.each(['federation', 'pub=http://pub:1', 'blog=http://blog:8000/x', 'blog=blog:8000'])(
  '"%s" is refused',
  (text) => {
    expect(urlsInside.safeParse(text).success).toBe(false);
  },
);
