import { expect, test } from '@jest/globals';
import { lineDiff } from './line-diff.js';

const diff = (was: string, is: string) => lineDiff(Array.from(was), Array.from(is)).join(' ');

test.each([
  ['abc', 'abc', '…'],
  ['', '', ''],
  ['', 'ab', '+a +b'],
  ['ab', '', '-a -b'],
  ['abcdefgh', 'abcdXfgh', '…  c  d -e +X  f  g …'],
  ['abc', 'acd', ' a -b  c +d'],
  ['ab', 'ba', '-a  b +a'],
  ['aXbbbbbbYc', 'abbbbbbc', ' a -X  b  b …  b  b -Y  c'],
])('%j to %j is %j', (was, is, said) => {
  expect(diff(was, is)).toBe(said);
});

test('what is too long to be compared is one change, and quick', () => {
  const lines = (name: string) => Array.from({ length: 3000 }, (_, at) => `${name} ${at}`);
  const said = lineDiff(['same', ...lines('was')], ['same', ...lines('is')]);
  expect(said).toHaveLength(6001);
  expect(said.slice(0, 2)).toEqual([' same', '-was 0']);
});
