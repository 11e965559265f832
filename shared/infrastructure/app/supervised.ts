/** What a service tells the process that started it, over Node's IPC channel, once it answers. */
export interface ReadyMessage {
  kind: 'ready';
  publicPort: number;
  internalPort: number;
}

/** Says that the service answers. Does nothing when nobody started this process over IPC. */
export function tellSupervisor(message: ReadyMessage): void {
  process.send?.(message);
}

/** Calls back when the process that started this one is gone. */
export function onSupervisorGone(stop: () => void): void {
  if (process.send) process.once('disconnect', stop);
}
