import { appNames, type AppName } from '../../contracts/apps.js';

export interface Ports {
  gateway: number;
  apps: Record<AppName, number>;
  internal: Record<AppName, number>;
  database: number;
  redis: number;
  smtp: number;
  mailbox: number;
}

const internalOffset = 20;

/** The farthest port from PORT_BASE. */
export const lastOffset = internalOffset + appNames.length - 1;

const perApp = (first: number) =>
  Object.fromEntries(appNames.map((name, index) => [name, first + index])) as Record<AppName, number>;

export function portsOf({ port, portBase }: { port: number; portBase: number }): Ports {
  return {
    gateway: port,
    apps: perApp(portBase),
    internal: perApp(portBase + internalOffset),
    database: portBase + 10,
    redis: portBase + 11,
    smtp: portBase + 12,
    mailbox: portBase + 13,
  };
}
