const everyMs = 500;

/**
 * Calls back once when the process that started this one is gone: a shell or npm that was killed outright sends no
 * signal. Not when there was none to begin with. Returns how to stop watching.
 */
export function watchParent(onGone: () => void): () => void {
  const parent = process.ppid;
  if (parent <= 1) return () => undefined;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onGone();
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
