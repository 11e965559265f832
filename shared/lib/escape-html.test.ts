import { expect, test } from '@jest/globals';
import { escapeHtml, unescapeHtml } from './escape-html.js';

test('nothing that could end an element or an attribute is left', () => {
  expect(escapeHtml(`<b title="a" class='b'>&`)).toBe('&lt;b title=&quot;a&quot; class=&#39;b&#39;&gt;&amp;');
});

test('what was escaped comes back as it was, and only once', () => {
  const text = `<b title="a" class='b'>& &amp; &lt; &nbsp;`;
  expect(unescapeHtml(escapeHtml(text))).toBe(text);
  expect(unescapeHtml('&amp;lt;')).toBe('&lt;');
});
