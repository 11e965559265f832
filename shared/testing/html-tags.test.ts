import { expect, test } from '@jest/globals';
import { readTags } from './html-tags.js';

test('reads elements with their depth and attributes', () => {
  expect(readTags('<a href="/x" data-here>One<br><b class="c d">two</b></a><i></i>')).toEqual([
    { name: 'a', depth: 0, attributes: { href: '/x', 'data-here': '' } },
    { name: 'br', depth: 1, attributes: {} },
    { name: 'b', depth: 1, attributes: { class: 'c d' } },
    { name: 'i', depth: 0, attributes: {} },
  ]);
});

test.each(['<p>', '</p>', '<p></b>', '<p class=x></p>', '<p title="a"b"></p>', '1 < 2'])(
  '%j is not well formed',
  (html) => {
    expect(() => readTags(html)).toThrow(/closes nothing|well formed/);
  },
);
