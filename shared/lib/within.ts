/**
 * The outcome of `work`, or an error when it takes longer than `ms`. The work itself goes on; its outcome is dropped.
 *
 * A process that was too busy to look may find the answer waiting beside the end of its time: it looks once more before
 * it gives up, so that its own slowness is not taken for that of whom it asked.
 */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    // Timers come before what has arrived, and immediates after it.
    timer = setTimeout(() => setImmediate(() => reject(new Error(`no answer within ${ms} ms`))), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
