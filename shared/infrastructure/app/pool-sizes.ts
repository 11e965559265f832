/** Connections to PostgreSQL by role, out of the server's 300: replicas and a roll are counted in swarm/static. */
export const poolSizes = { web: 8, worker: 5, all: 8 } as const;
