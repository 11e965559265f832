import { expect, test } from '@jest/globals';
import { logDrill } from './log-drill.js';

test('a short drill: killed workers and a flushed Redis lose, double and disorder nothing', async () => {
  const scale = { activities: 520, addresses: 20, producers: 3, kills: 2, flushes: 1, crashes: 0 };
  const { tried, broken, examples } = await logDrill(scale).run({ seed: 20_261_124, say: () => undefined });
  expect(examples).toEqual([]);
  expect(Object.entries(broken).filter(([, times]) => times > 0)).toEqual([]);
  expect(tried).toMatchObject({ activities: 520, 'worker kills': 2, 'never to succeed': 2 });
  expect(tried['rolled back']).toBeGreaterThan(20);
}, 120_000);
