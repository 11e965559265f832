import { randomHex } from '../../lib/random-hex.js';

/** W3C Trace Context, level 1: where this request stands in a trace that may have begun elsewhere. */
export interface Trace {
  /** 32 hex digits. */
  traceId: string;
  /** 16 hex digits: this request. */
  spanId: string;
  /** 16 hex digits: who called, or null where the trace begins here. */
  parentId: string | null;
  sampled: boolean;
}

const pattern = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/** Goes on with the caller's trace; begins a new one where the header is absent or not well-formed. */
export function continueTrace(traceparent: string | undefined): Trace {
  const spanId = randomHex(8);
  const found = traceparent === undefined ? null : pattern.exec(traceparent);
  if (!found) return { traceId: randomHex(16), spanId, parentId: null, sampled: false };
  const [, traceId = '', parentId = '', flags = '00'] = found;
  return { traceId, spanId, parentId, sampled: (parseInt(flags, 16) & 1) === 1 };
}

/** The header to send with requests made on behalf of this one. */
export function traceparent(trace: Trace): string {
  return `00-${trace.traceId}-${trace.spanId}-${trace.sampled ? '01' : '00'}`;
}
