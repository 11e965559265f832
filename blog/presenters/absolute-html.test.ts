import { expect, test } from '@jest/globals';
import { withAbsoluteAddresses } from './absolute-html.js';

const base = 'https://blog.example/bread/';

test.each([
  ['<a href="/rules/">r</a>', '<a href="https://blog.example/rules/">r</a>'],
  ['<a href="#crust" id="x">r</a>', '<a href="https://blog.example/bread/#crust" id="x">r</a>'],
  ['<a href="/?a=1&amp;b=2">r</a>', '<a href="https://blog.example/?a=1&amp;b=2">r</a>'],
  ['<a href="//cdn.example/a">r</a>', '<a href="https://cdn.example/a">r</a>'],
  [
    '<video poster="/p.jpg" src="v.mp4">',
    '<video poster="https://blog.example/p.jpg" src="https://blog.example/bread/v.mp4">',
  ],
  [
    '<img srcset="/a.jpg 600w, /b.jpg 1200w" src="/a.jpg">',
    '<img srcset="https://blog.example/a.jpg 600w, https://blog.example/b.jpg 1200w" src="https://blog.example/a.jpg">',
  ],
])('%s', (html, whole) => expect(withAbsoluteAddresses(html, base)).toBe(whole));

test.each([
  '<a href="https://other.example/?a&amp;b">r</a>',
  '<a href="mailto:fern@example.org">r</a>',
  '<p>Write href="/x" and &lt;a href="/y"&gt; like this.</p>',
  '<img src="data:image/png;base64,AA==" alt=" src=/a">',
])('stays as it is: %s', (html) => expect(withAbsoluteAddresses(html, base)).toBe(html));
