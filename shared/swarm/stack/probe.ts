import { setTimeout as pause } from 'node:timers/promises';
import { Agent, request } from 'undici';
import type { AppName } from '../../contracts/apps.js';
import { edge, baseDomain, throughCaddy } from './sites.js';

export interface Probed<T> {
  result: T;
  /** How many requests were made. */
  asked: number;
  /** Of each that was not answered with 200: when (ms), what, and how it went. */
  failed: string[];
}

const everyMs = 40;

/** Asks these sites without pause while something is done: by new connections, and by one that is kept. */
export async function whileAsked<T>(apps: readonly AppName[], work: () => Promise<T>): Promise<Probed<T>> {
  const probe = { isOn: true, began: performance.now(), asked: 0, failed: [] as string[] };
  const kept = new Agent({ connections: 1, pipelining: 1 });
  const askers = apps.flatMap((app) => [askOn(probe, app, null), askOn(probe, app, kept)]);
  try {
    const result = await work();
    // What was replaced goes on to finish what it had begun.
    await pause(2_000);
    probe.isOn = false;
    await Promise.all(askers);
    return { result, asked: probe.asked, failed: probe.failed };
  } finally {
    probe.isOn = false;
    await Promise.all(askers);
    await kept.close();
  }
}

type Probe = Omit<Probed<unknown>, 'result'> & { isOn: boolean; began: number };

async function askOn(probe: Probe, app: AppName, kept: Agent | null): Promise<void> {
  while (probe.isOn) {
    const answer = await ask(app, kept);
    probe.asked += 1;
    const at = Math.round(performance.now() - probe.began);
    if (answer !== '200') probe.failed.push(`${at} ms, ${app}, ${kept === null ? 'new' : 'kept'}: ${answer}`);
    await pause(everyMs);
  }
}

async function ask(app: AppName, kept: Agent | null): Promise<string> {
  try {
    const { statusCode, headers, body } = await request(edge, {
      headers: { host: `${app}.${baseDomain}`, ...throughCaddy },
      ...(kept === null ? { reset: true } : { dispatcher: kept }),
      headersTimeout: 20_000,
    });
    const text = await body.text();
    // Our own answers carry an id; the edge speaks for itself where it reaches nobody.
    const by = headers['x-request-id'] === undefined ? 'the edge' : 'the service';
    return statusCode === 200 ? '200' : `${statusCode} by ${by}: ${text.replace(/<[^>]*>|\s+/g, ' ').slice(0, 200)}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
