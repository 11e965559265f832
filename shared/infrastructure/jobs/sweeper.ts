import type { Redis } from 'ioredis';
import type { Sweep } from './sweep.js';

export interface Sweeper {
  /** Resolves when the sweep that may be under way is over. */
  stop(): Promise<void>;
}

/** Sweeps at once, whenever Redis is there again, and every `everyMs` give or take a fifth. */
export function startSweeper({ sweep, redis, everyMs }: { sweep: Sweep; redis: Redis; everyMs: number }): Sweeper {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let turn = Promise.resolve();

  const sweepNow = () => {
    clearTimeout(timer);
    turn = turn.then(async () => {
      clearTimeout(timer);
      // Away, it says so itself, and the sweep comes when it is back.
      if (!stopped && redis.status === 'ready') await sweep();
      if (!stopped) timer = setTimeout(sweepNow, everyMs * (0.8 + Math.random() * 0.4));
    });
  };
  redis.on('ready', sweepNow);
  sweepNow();

  return {
    async stop() {
      stopped = true;
      redis.off('ready', sweepNow);
      clearTimeout(timer);
      await turn;
    },
  };
}
