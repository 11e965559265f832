interface LogLine {
  time?: string;
  level?: string;
  msg?: string;
  err?: { message?: string; stack?: string };
}

const usual = new Set(['time', 'level', 'msg', 'err', 'service', 'role', 'version', 'pid', 'hostname']);

function parse(text: string): (LogLine & Record<string, unknown>) | null {
  if (!text.startsWith('{')) return null;
  try {
    return JSON.parse(text) as LogLine & Record<string, unknown>;
  } catch {
    return null;
  }
}

const show = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** One line of a service for people: the time, whose it is, how grave, what happened, and what else it says. */
export function formatLog(service: string, text: string): string {
  const log = parse(text);
  const who = service.padEnd(10);
  if (!log) return `${who} ${text}`;
  const { time = '', level = '', msg = '', err } = log;
  const rest = Object.entries(log).filter(([key]) => !usual.has(key));
  const details = rest.map(([key, value]) => ` ${key}=${show(value)}`).join('');
  const trace = err ? `\n    ${(err.stack ?? err.message ?? '').replaceAll('\n', '\n    ')}` : '';
  return `${time.slice(11, 19)} ${who} ${level.toUpperCase().padEnd(5)} ${msg}${details}${trace}`;
}
