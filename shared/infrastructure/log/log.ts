import { pino, type DestinationStream, type Logger } from 'pino';
import type { AppName, Role } from '../../contracts/apps.js';
import { describeError } from './describe-error.js';

export type Log = Logger;

export interface LogOptions {
  service: AppName;
  role: Role;
  version: string;
  level: string;
}

/** A write for each line would cost a busy site a tenth of its time. What waits is written when the process ends. */
const inBatches = { sync: false, minLength: 4_096, periodicFlush: 100 };

let second = 0;
let upToSecond = '';

/** `,"time":"2026-11-27T12:00:00.123Z"`; all but the last digits are put together once a second. */
function isoTime(): string {
  const now = Date.now();
  if (now - second >= 1_000 || now < second) {
    second = now - (now % 1_000);
    upToSecond = `,"time":"${new Date(second).toISOString().slice(0, 20)}`;
  }
  return `${upToSecond}${String(now - second).padStart(3, '0')}Z"`;
}

/**
 * One JSON object a line on stdout. Lines carry ids and codes, never names, addresses, mail or what people wrote;
 * an error's message and stack are kept, what the database quotes of a row is not.
 */
export function createLog(options: LogOptions, destination?: DestinationStream): Log {
  return pino(
    {
      level: options.level,
      base: { service: options.service, role: options.role, version: options.version },
      timestamp: isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError },
    },
    destination ?? pino.destination(inBatches),
  );
}
