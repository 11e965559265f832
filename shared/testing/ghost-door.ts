import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** What stands before a Ghost, as a proxy does: serves its files, and sees who asks at once. */
export interface GhostDoor {
  /** `http://127.0.0.1:port`: as private as an address can be. */
  url: string;
  /** What lies on its disk, by path. */
  files: Map<string, Buffer>;
  /** Every path that was asked for, in the order of coming. */
  asked: string[];
  /** How many requests of the API were under way at once, at most. */
  mostAtOnce: () => number;
  /** Each answer waits so long, or as long as is said for its path. */
  delayMs: number | ((path: string) => number);
  close: () => Promise<void>;
}

export async function ghostDoor(origin: string): Promise<GhostDoor> {
  let [now, most] = [0, 0];
  const server = createServer((asking, answer) => {
    const path = asking.url ?? '/';
    door.asked.push(path);
    const file = door.files.get(path);
    if (file !== undefined) return answer.end(file);
    most = Math.max(most, (now += 1));
    const gone = new AbortController();
    answer.once('close', () => {
      now -= 1;
      gone.abort();
    });
    const ms = typeof door.delayMs === 'number' ? door.delayMs : door.delayMs(path);
    return void pause(ms, undefined, gone).then(
      () => passOn(origin, asking, answer),
      () => undefined,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const door: GhostDoor = {
    ...{ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, files: new Map(), asked: [], delayMs: 0 },
    mostAtOnce: () => most,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return door;
}

function passOn(origin: string, asking: IncomingMessage, answer: ServerResponse): void {
  const { method = 'GET', headers } = asking;
  const passed = httpRequest(origin + (asking.url ?? '/'), { method, headers, agent: false }, (answered) => {
    answer.writeHead(answered.statusCode ?? 502, answered.headers);
    answered.pipe(answer);
    answered.once('error', () => answer.destroy());
  });
  passed.once('error', () => answer.destroy());
  asking.pipe(passed);
}
