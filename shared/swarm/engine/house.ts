import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appNames } from '../../contracts/apps.js';
import { eventually } from '../../testing/eventually.js';
import { startEngine } from './engine.js';
import { copyCheckout, furnish } from './furnish.js';
import { guard } from './guard.js';
import { findLeftovers, lookAround } from './leftovers.js';
import { must, run, type Command } from './must.js';
import type { HousePapers } from './papers.js';
import { fetchRegistry, registryAddress, startRegistry } from './registry.js';
import { buildStandIns, gatherStandIns } from './stand-ins.js';
import type { Time } from './stopwatch.js';

/** An engine with a swarm of one node and a registry that wants a login: what a server has before the first deploy. */
export interface House {
  /** What every program in it needs to know. */
  env: NodeJS.ProcessEnv;
  /** The same program, started where the house's ports are. */
  inside: (command: Command) => Command;
  /** Ends it. One sentence for each thing that is left then. */
  close(): Promise<string[]>;
}

interface Site {
  home: string;
  env: NodeJS.ProcessEnv;
  time: Time;
  /** What must be stopped, the last one first. */
  running: { stop(): Promise<void> }[];
}

/** @param time is told what takes how long. */
export async function openHouse(time: Time): Promise<House> {
  const before = await lookAround();
  const home = mkdtempSync(join(tmpdir(), 'rose-house-'));
  const site: Site = { home, env: furnish(home), time, running: [] };
  const guarding = guard(home);
  const close = async () => {
    for (const one of site.running.splice(0).reverse()) await one.stop();
    rmSync(home, { recursive: true, force: true });
    await guarding.stop();
    return findLeftovers(home, before);
  };
  try {
    const built = await build(site);
    const moved = await moveIn(site);
    const file = join(home, 'house.json');
    writeFileSync(file, JSON.stringify({ home, ...built, ...moved.papers } satisfies HousePapers));
    return { env: { ...site.env, ROSE_SWARM_HOUSE: file }, inside: moved.inside, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** All that asks the network. */
async function build({ home, env, time, running }: Site) {
  const parts = join(home, 'parts');
  const [checkout] = await time('Debian, Node and a registry fetched', () =>
    Promise.all([copyCheckout(home), gatherStandIns(parts), fetchRegistry(join(home, 'registry'))]),
  );
  const engine = await time('engine for building', () => startEngine({ home, network: 'of the machine' }));
  running.push(engine);
  await time('images that stand in for the official ones', () => buildStandIns(parts, env));
  const buildMs: Record<string, number> = {};
  for (const app of appNames) {
    const began = performance.now();
    const command = [
      'docker',
      'build',
      '-f',
      `${app}/Dockerfile`,
      '-t',
      `${registryAddress}/${app}:latest`,
      '.',
    ] as const;
    await time(`image of ${app}`, () => must(command, { cwd: checkout, env, seconds: 300 }));
    buildMs[app] = performance.now() - began;
  }
  running.pop();
  await engine.stop();
  return { checkout, buildMs };
}

/** From here on all happens in a network of the house's own. */
async function moveIn({ home, env, time, running }: Site) {
  const engine = await time('engine with a network of its own', () => startEngine({ home, network: 'of its own' }));
  running.push(engine);
  const folder = join(home, 'registry');
  const registry = await time('registry', () => startRegistry(engine, { folder, home, env }));
  running.push(registry);
  await time('swarm', () =>
    must(['docker', 'swarm', 'init', '--advertise-addr', '127.0.0.1', '--listen-addr', '127.0.0.1:2377'], { env }),
  );
  // The Swarm is there before its way out is.
  const wayOut = ['docker', 'network', 'inspect', 'docker_gwbridge'] as const;
  await eventually(
    () => run(wayOut, { env, seconds: 10 }),
    ({ code }) => code === 0,
    30_000,
  );
  const { user, password } = registry;
  return { inside: engine.inside, papers: { registry: { address: registryAddress, user, password } } };
}
