import { expect, test } from '@jest/globals';
import { escapeHtml } from './escape-html.js';

test('nothing that could end an element or an attribute is left', () => {
  expect(escapeHtml(`<b title="a" class='b'>&`)).toBe('&lt;b title=&quot;a&quot; class=&#39;b&#39;&gt;&amp;');
});
