import { expect, test } from '@jest/globals';
import { continueTrace, traceparent } from './trace.js';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const parentId = '00f067aa0ba902b7';

test('a well-formed parent is continued with a span of our own', () => {
  const trace = continueTrace(`00-${traceId}-${parentId}-01`);
  expect(trace).toMatchObject({ traceId, parentId, sampled: true });
  expect(trace.spanId).not.toBe(parentId);
  expect(traceparent(trace)).toBe(`00-${traceId}-${trace.spanId}-01`);
});

test.each([
  undefined,
  '',
  'nonsense',
  `ff-${traceId}-${parentId}-01`,
  `00-${'0'.repeat(32)}-${parentId}-01`,
  `00-${traceId}-${'0'.repeat(16)}-01`,
  `00-${traceId.toUpperCase()}-${parentId}-01`,
  `00-${traceId}-${parentId}`,
])('%s begins a new trace', (header) => {
  const trace = continueTrace(header);
  expect(trace.parentId).toBeNull();
  expect(trace.traceId).toMatch(/^[0-9a-f]{32}$/);
  expect(trace.traceId).not.toBe(traceId);
});
