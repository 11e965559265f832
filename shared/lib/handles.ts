import { appNames } from '../contracts/apps.js';

/** Names that speak for the house: each app has an actor of its own, and nobody is to pass for the office. */
export const reservedHandles: readonly string[] = [
  ...appNames,
  ...['abuse', 'admin', 'administrator', 'help', 'info', 'moderator', 'office', 'operator', 'postmaster', 'root'],
  ...['rose_ash', 'roseash', 'security', 'support', 'system', 'webmaster'],
  ...['contact', 'cooperative', 'everybody', 'everyone', 'house', 'mailer_daemon', 'noreply', 'owner', 'staff', 'team'],
  ...['api', 'null', 'undefined', 'www'],
];

/** `fern_2`: what stands before the @ of a member's address in the Fediverse. The database holds the same rule. */
export function isHandle(value: string): boolean {
  return /^[a-z0-9_]{2,30}$/.test(value);
}
