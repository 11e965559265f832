import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A door on loopback to another port: shut, it refuses newcomers and cuts everyone off, as a server that went away does. */
export interface TcpDoor {
  port: number;
  shut(): Promise<void>;
  open(): Promise<void>;
}

export async function tcpDoor(target: { host: string; port: number }): Promise<TcpDoor> {
  const sockets = new Set<Socket>();
  const track = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
    return socket;
  };
  const server = createServer((inside) => {
    const outside = track(connect(target));
    track(inside).pipe(outside).pipe(inside);
    inside.once('close', () => outside.destroy());
    outside.once('close', () => inside.destroy());
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    open: () => listen(port),
    shut: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
