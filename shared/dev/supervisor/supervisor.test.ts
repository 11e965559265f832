import { expect, test } from '@jest/globals';
import { formatLog } from './format-log.js';
import { pauseMs } from './supervised-service.js';

test('a service that keeps dying waits 1, 2, 4 ... 30 seconds', () => {
  expect([1, 2, 3, 4, 5, 6, 20].map(pauseMs)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
});

test('a log line for people: time, service, level, message, details, stack', () => {
  const line = {
    level: 'error',
    time: '2026-11-24T10:11:12.000Z',
    service: 'blog',
    role: 'all',
    msg: 'no bread',
    requestId: 'r1',
    err: { message: 'x', stack: 'Error: x\n    at oven' },
  };
  expect(formatLog('blog', JSON.stringify(line))).toBe(
    '10:11:12 blog       ERROR no bread requestId=r1\n    Error: x\n        at oven',
  );
  expect(formatLog('blog', 'plain words')).toBe('blog       plain words');
});
