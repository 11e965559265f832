import { expect, test } from '@jest/globals';
import { NotYet, StillFailing } from '../../../lib/errors.js';
import type { JobSurroundings } from '../../jobs/define-job.js';
import { sparingOthers } from './spare-others.js';

const clients: Record<string, string> = { a1: 'silent', a2: 'silent', b1: 'well' };
const findLogout = async (id: string) => ({ clientId: clients[id] ?? '', subject: 's', sid: id });
const around = { services: { federation: { findLogout } } } as unknown as JobSurroundings;

function sparing(answer: (id: string) => Promise<void>) {
  const asked: string[] = [];
  const clock = { at: 0 };
  const plain = {
    name: 'deliver-logout',
    truth: 'logout_deliveries',
    run: (_around: JobSurroundings, { deliveryId }: { deliveryId: string }) => {
      asked.push(deliveryId);
      return answer(deliveryId);
    },
    sweep: async () => [],
  } as const;
  const job = sparingOthers(plain, () => clock.at);
  const run = (deliveryId: string) => job.run(around, { deliveryId }, new AbortController().signal);
  return { asked, clock, run };
}

test('while one message is tried at a silent site, no other is; sites that are well are told all the same', async () => {
  let giveUp: (error: Error) => void = () => undefined;
  const { asked, clock, run } = sparing((id) =>
    id === 'b1' ? Promise.resolve() : new Promise((_, reject) => (giveUp = reject)),
  );
  const first = run('a1');
  await Promise.resolve().then(() => undefined);
  giveUp(new Error('silent'));
  await expect(first).rejects.toThrow('silent');
  await expect(run('a2')).rejects.toBeInstanceOf(NotYet);
  await run('b1');
  clock.at = 500;
  const probe = run('a2');
  await expect(run('a1')).rejects.toBeInstanceOf(NotYet);
  expect(asked).toEqual(['a1', 'b1', 'a2']);
  giveUp(new Error('silent still'));
  await expect(probe).rejects.toThrow('silent still');
});

test('however long a site was silent, it is tried within two seconds, and once it answers everybody goes through', async () => {
  let isBack = false;
  const { asked, clock, run } = sparing(async () => {
    if (!isBack) throw new Error('silent');
  });
  for (let round = 0; round < 20; round += 1) {
    await expect(run('a1')).rejects.toThrow();
    clock.at += 2_000;
  }
  expect(asked).toHaveLength(20);
  isBack = true;
  await run('a1');
  await run('a2');
  expect(asked).toHaveLength(22);
});

test('the log hears once that a site is away, and again when it is away anew', async () => {
  let isBack = false;
  const { clock, run } = sparing(async () => {
    if (!isBack) throw new Error('silent');
  });
  const failures: string[] = [];
  const tryAgain = async () => {
    clock.at += 2_000;
    await run('a1').catch((error: unknown) => failures.push((error as Error).constructor.name));
  };
  for (let times = 0; times < 3; times += 1) await tryAgain();
  isBack = true;
  await tryAgain();
  isBack = false;
  await tryAgain();
  expect(failures).toEqual(['Error', StillFailing.name, StillFailing.name, 'Error']);
});

test('those that wait come again within two seconds for a minute, and ever more seldom after that', async () => {
  const { clock, run } = sparing(async () => {
    throw new Error('silent');
  });
  const pauseAt = async (at: number) => {
    clock.at = at;
    await run('a1').catch(() => undefined);
    const error = await run('a2').catch((later: unknown) => later);
    return error instanceof NotYet ? error.pauseMs : Number.NaN;
  };
  expect(await pauseAt(0)).toBeLessThanOrEqual(2_000);
  expect(await pauseAt(60_000)).toBeLessThanOrEqual(2_000);
  const late = await pauseAt(24 * 60 * 60_000);
  expect(late).toBeGreaterThan(7 * 60_000);
  expect(late).toBeLessThanOrEqual(15 * 60_000);
});
