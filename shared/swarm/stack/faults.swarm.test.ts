import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../../testing/eventually.js';
import { endOfUpdate, untilCalm } from './calm.js';
import { beginWith } from './deploy.js';
import { describeInHouse } from './describe-in-house.js';
import { containersOf, docker, taskIds } from './docker.js';
import { whileAsked } from './probe.js';
import { standingStack } from './standing-stack.js';

describeInHouse('a stack in trouble', (papers) => {
  beforeAll(async () => {
    await standingStack(papers());
  });

  /** An image of the market that begins with these words. */
  async function spoil(tag: string, words: string): Promise<string> {
    const folder = mkdtempSync(join(tmpdir(), 'rose-spoilt-'));
    const name = `spoilt-${tag}`;
    try {
      writeFileSync(join(folder, 'Dockerfile'), `FROM ${papers().registry.address}/market:latest\n${beginWith(words)}`);
      await docker('build', '-q', '-t', name, folder);
      return name;
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  async function rollTo(image: string, ...flags: string[]) {
    return whileAsked(['market'], async () => {
      await docker(
        'service',
        'update',
        '--detach',
        '--no-resolve-image',
        '--quiet',
        '--image',
        image,
        ...flags,
        'coop_market',
      );
      const end = await endOfUpdate('market');
      await untilCalm();
      return end;
    });
  }

  test('an image that ends at once is rolled back by the Swarm itself, and no visitor notices', async () => {
    const before = await taskIds();
    const { result, asked, failed } = await rollTo(await spoil('ends', 'exit 3'));
    expect(result).toBe('rollback_completed');
    expect(failed).toEqual([]);
    expect(asked).toBeGreaterThan(20);
    expect(await taskIds()).toEqual(before);
  });

  test('an image that runs and never gets well is rolled back, too', async () => {
    const before = await taskIds();
    const image = await spoil('never-well', 'sleep 3600');
    // The patience of the stack file is meant for migrations.
    const { result, failed } = await rollTo(image, '--health-start-period=1s', '--health-retries=2');
    expect(result).toBe('rollback_completed');
    expect(failed).toEqual([]);
    expect(await taskIds()).toEqual(before);
  });

  test('a task that is killed is replaced', async () => {
    const [killed] = await containersOf('events');
    await docker('kill', killed?.container ?? '');
    const began = performance.now();
    const replaced = await eventually(
      () => containersOf('events'),
      ([task]) => task !== undefined && task.id !== killed?.id,
      60_000,
    );
    expect(replaced).toHaveLength(1);
    await untilCalm();
    process.stdout.write(`a killed task is well again after ${((performance.now() - began) / 1_000).toFixed(1)} s\n`);
  });

  test('while Redis is away no task is ended, and strangers are shown pages', async () => {
    const before = await taskIds();
    const [{ container } = { container: '' }] = await containersOf('blog');
    const checks = async () =>
      (JSON.parse(await docker('inspect', '--format', '{{json .State.Health}}', container)) as Health).Log.map(
        ({ Start }) => Start,
      );
    try {
      await docker('service', 'scale', '--detach', 'coop_redis=0');
      await eventually(
        () => containersOf('redis'),
        ({ length }) => length === 0,
        30_000,
      );
      const [last] = (await checks()).slice(-1);
      // Docker keeps the last five looks: when none of them is from before, five were taken without Redis.
      await eventually(checks, (starts) => starts.every((start) => start > (last ?? '')), 60_000);
      expect(await docker('inspect', '--format', '{{.State.Health.Status}}', container)).toBe('healthy');
      const { redis: _, ...others } = before;
      expect(await taskIds()).toEqual(others);
    } finally {
      await docker('service', 'scale', '--detach', 'coop_redis=1');
      await untilCalm();
    }
  });
});

interface Health {
  Log: { Start: string }[];
}
