import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface Guard {
  pid: number;
  /** Sends it home: there is nothing left to guard. */
  dismiss: () => Promise<void>;
}

export function startGuard(dataDir: string): Guard {
  const child = fork(fileURLToPath(new URL('../guard.js', import.meta.url)), [dataDir], {
    detached: true,
    cwd: '/',
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.on('error', () => undefined);
  return {
    pid: child.pid ?? 0,
    async dismiss() {
      if (!child.connected) return;
      const gone = once(child, 'exit');
      child.send('done');
      await gone;
    },
  };
}
