/** The six services, in the order of the menu and of the ports (PORT_BASE + index). */
export const appNames = ['blog', 'market', 'cart', 'events', 'federation', 'account'] as const;

export type AppName = (typeof appNames)[number];

/** What a process does: `web` answers HTTP, `worker` runs tasks and jobs, `all` does both. */
export const roles = ['web', 'worker', 'all'] as const;

export type Role = (typeof roles)[number];

export const environments = ['development', 'test', 'production'] as const;

export type Environment = (typeof environments)[number];
