import { expect, test } from '@jest/globals';
import { describeBrowser } from './browser-words.js';

const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)';

test.each([
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/130.0.0.0 Safari/537.36`, 'Chrome on Windows', 'desk'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1',
    'Safari on an iPhone',
    'phone',
  ],
  [
    'Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) CriOS/130.0 Mobile/15E148 Safari/604.1',
    'Chrome on an iPad',
    'tablet',
  ],
  ['Mozilla/5.0 (Android 14; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0', 'Firefox on Android', 'phone'],
  [`Mozilla/5.0 (Linux; Android 14; SM-X710) ${webkit} Chrome/130.0.0.0 Safari/537.36`, 'Chrome on Android', 'tablet'],
  ['', 'A browser', 'desk'],
  ['<script>alert(1)</script>', 'A browser', 'desk'],
])('%s', (userAgent, words, shape) => {
  expect(describeBrowser(userAgent)).toEqual({ words, shape });
});
