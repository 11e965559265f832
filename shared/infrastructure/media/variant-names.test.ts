import { expect, test } from '@jest/globals';
import { variantType, widthsFor } from './variant-names.js';

test.each([
  [3000, 2000, [320, 640, 960, 1280, 1920]],
  [1920, 1080, [320, 640, 960, 1280, 1920]],
  [1000, 1000, [320, 640, 960, 1000]],
  [320, 200, [320]],
  [1, 1, [1]],
  // A strip: no variant is higher than 4096.
  [1000, 10_000, [320, 409]],
  [1, 50_000, [1]],
])('%d x %d is served at widths %j', (width, height, widths) => {
  expect(widthsFor({ width, height })).toEqual(widths);
});

test.each([
  ['320.avif', 'image/avif'],
  ['1920.webp', 'image/webp'],
  ['640.jpg', 'image/jpeg'],
  ['640.png', 'image/png'],
  ['original', null],
  ['640.gif', null],
  ['640.constructor', null],
  ['0640.jpg', null],
  ['.jpg', null],
  ['64000.jpg', null],
  ['../original', null],
])('%s is served as %s', (name, type) => {
  expect(variantType(name)).toBe(type);
});
