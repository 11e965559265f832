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

/**
 * One JSON object a line on stdout. Lines carry ids and codes, never names, addresses, mail or what people wrote;
 * an error's message and stack are kept, what the database quotes of a row is not.
 */
export function createLog(options: LogOptions, destination?: DestinationStream): Log {
  return pino(
    {
      level: options.level,
      base: { service: options.service, role: options.role, version: options.version },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError },
    },
    destination ?? pino.destination({ sync: false, minLength: 0 }),
  );
}
