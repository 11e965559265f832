import { spawn } from 'node:child_process';
import { cgroupOf } from './engine.js';

// The engine dies with us by itself; until then its folder is in use.
const script = `
  cat >/dev/null
  for _ in $(seq 100); do
    find /sys/fs/cgroup -mindepth 2 -depth -type d -path "*/$2/*" -exec rmdir {} + 2>/dev/null
    find /sys/fs/cgroup -mindepth 1 -maxdepth 2 -type d -name "$2" -exec rmdir {} + 2>/dev/null
    rm -rf "$1" 2>/dev/null && [ -z "$(find /sys/fs/cgroup -maxdepth 2 -name "$2")" ] && exit
    sleep 0.2
  done
`;

/** Removes the folder of an engine when we vanish without a word. Returns the way to send this guard home. */
export function guard(home: string): { stop(): Promise<void> } {
  const watcher = spawn('/bin/bash', ['-c', script, 'guard', home, cgroupOf(home)], {
    detached: true,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watcher.unref();
  return {
    async stop() {
      watcher.ref();
      const ended = new Promise((resolve) => watcher.once('exit', resolve));
      watcher.kill('SIGKILL');
      await ended;
    },
  };
}
