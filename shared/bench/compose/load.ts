import { childScript, hear, spawnChild, stopChild } from './child.js';
import type { Loaded, LoadOrder } from './children/load.js';
import { cores } from './cores.js';

export interface Load {
  run(order: Omit<LoadOrder, 'kind'>): Promise<Loaded>;
}

/** Somebody in a process of their own who asks as fast as they are answered. */
export async function withLoad<T>(work: (load: Load) => Promise<T>): Promise<T> {
  const child = spawnChild({ script: childScript('load'), core: cores?.rest });
  try {
    return await work({
      async run(order) {
        const answer = hear<Loaded>(child, 'loaded', order.ms + 30_000);
        child.send({ ...order, kind: 'load' } satisfies LoadOrder);
        return answer;
      },
    });
  } finally {
    await stopChild(child);
  }
}
