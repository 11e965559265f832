import { expect, test } from '@jest/globals';
import { siteUrls } from '../config/site-urls.js';
import { goodNext, hostileNext } from '../../testing/hostile-next.js';
import { safeNext } from './safe-next.js';

const urls = siteUrls('https', 'rose-ash.com');
const next = (given: unknown) => safeNext(given, urls.market, urls);

test('there are 33 hostile ones at least', () => {
  expect(new Set(hostileNext(urls.blog)).size).toBeGreaterThanOrEqual(33);
});

test.each(hostileNext(urls.blog))('%j leads nowhere', (given) => {
  expect(next(given)).toBeNull();
});

test.each(goodNext)('%j leads to a page of ours', (given) => {
  const path = given.startsWith('http') ? given.replace('https://blog.rose-ash.com', '') : given;
  const origin = given.startsWith('http') ? urls.blog : urls.market;
  expect(next(given)).toBe(origin + path);
});

test('what is no text leads nowhere, and a name before our own is dropped', () => {
  for (const given of [undefined, null, ['/a', '/b'], {}]) expect(next(given)).toBeNull();
  expect(next('https://user:word@blog.rose-ash.com/x')).toBe('https://blog.rose-ash.com/x');
});
