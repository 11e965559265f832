import { spawn } from 'node:child_process';

/**
 * Stops a process and removes its folder when we vanish, however we vanish: the watcher reads a pipe that only we
 * hold open. Returns the way to send the watcher home.
 */
export function watchOver(pid: number, folder: string, signalName: 'INT' | 'TERM'): () => void {
  const script =
    'cat >/dev/null; kill -s "$1" "$2" 2>/dev/null; while kill -0 "$2" 2>/dev/null; do sleep 0.1; done; rm -rf "$3"';
  const watcher = spawn('/bin/sh', ['-c', script, 'sh', signalName, String(pid), folder], {
    detached: true,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watcher.unref();
  (watcher.stdin as unknown as { unref?: () => void }).unref?.();
  return () => {
    watcher.kill('SIGKILL');
    watcher.stdin.destroy();
  };
}
