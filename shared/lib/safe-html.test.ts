import { expect, test } from '@jest/globals';
import { SafeHtml } from './safe-html.js';

test('prints what it was trusted with', () => {
  expect(String(SafeHtml.trust('<p>Bread</p>'))).toBe('<p>Bread</p>');
});
