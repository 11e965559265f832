import type { Server } from 'node:http';

/** Stops accepting and cuts what is still open: who waits behind us has finished already. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
