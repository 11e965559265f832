export interface Say {
  line: (text: string) => void;
  /** Runs one step and prints its line with the time it took: what it was, or what it answers. */
  step: <T>(name: string, run: () => Promise<T>, describe?: (result: T) => string) => Promise<T>;
}

const width = 44;

export function seconds(sinceMs: number): string {
  return `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;
}

export function createSay(write: (text: string) => void): Say {
  const line = (text: string) => write(`${text}\n`);
  return {
    line,
    async step(name, run, describe = () => name) {
      const start = performance.now();
      const result = await run();
      line(`  ${describe(result).padEnd(width)} ${seconds(start)}`);
      return result;
    },
  };
}
