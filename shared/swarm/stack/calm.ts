import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../../testing/eventually.js';
import { docker } from './docker.js';

/**
 * Waits until each service has all of its tasks, all of them well, and no update is under way; looked at twice, since for a
 * moment after it was told a service says nothing of its update.
 */
export async function untilCalm(seconds = 180): Promise<void> {
  const looked = async () => {
    const first = await restless();
    await pause(1_000);
    return [...first, ...(await restless())];
  };
  await eventually(looked, (services) => services.length === 0, seconds * 1_000);
}

async function restless(): Promise<string[]> {
  const lines = (await docker('service', 'ls', '--format', '{{.Name}} {{.Replicas}}')).split('\n');
  const short = lines.filter((line) => !/ (\d+)\/\1\b/.test(line));
  const names = lines.map((line) => line.split(' ')[0] ?? '');
  const format = '{{.Spec.Name}} {{with .UpdateStatus}}{{.State}}{{end}}';
  const states = (await docker('service', 'inspect', '--format', format, ...names)).split('\n');
  return [...short, ...states.filter((state) => /updating|rollback_started/.test(state))];
}

/** How the last update of a service ended, once it has. */
export async function endOfUpdate(service: string, seconds = 120): Promise<string> {
  const ask = () =>
    docker('service', 'inspect', '--format', '{{with .UpdateStatus}}{{.State}}{{end}}', `coop_${service}`);
  return eventually(ask, (state) => /completed|paused/.test(state), seconds * 1_000);
}
