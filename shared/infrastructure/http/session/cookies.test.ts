import { expect, test } from '@jest/globals';
import { isStranger } from './cookies.js';

test.each(['', 'scheme=dark', 'theme=1; sidebar=open', 'x=sid=1'])('"%s" is a stranger’s', (header) => {
  expect(isStranger(header)).toBe(true);
});

test.each(['sid=1', 'a=b; sid=1', 'a=b;__Host-sid=1', 'rose_basket=', ' rose_sso=1'])('"%s" is not', (header) => {
  expect(isStranger(header)).toBe(false);
});
