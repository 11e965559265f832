import { expect, test } from '@jest/globals';
import type { Context } from '../context.js';
import { knowViewer } from './know-viewer.js';
import type { Session } from './session-store.js';

const viewer = { id: 'wren', roles: [] };

async function viewerWhere(find: () => Promise<Session | null>) {
  const known = knowViewer({ sessions: { find }, https: false, findViewer: async () => viewer });
  const warnings: string[] = [];
  const log = { warn: (_: object, message: string) => warnings.push(message) };
  const cookies = { get: (name: string) => (name === 'sid' ? 'an id' : undefined) };
  const ctx = { viewer: null, state: { log }, cookies } as unknown as Context;
  await known(ctx, async () => undefined);
  return { viewer: ctx.viewer, warnings };
}

test('whoever has a session is known', async () => {
  expect(await viewerWhere(async () => ({ subject: 'wren' }))).toEqual({ viewer, warnings: [] });
});

test('a Redis that hangs, or is away, makes nobody wait: they are shown what strangers see', async () => {
  const began = performance.now();
  const hung = await viewerWhere(() => new Promise(() => undefined));
  expect(performance.now() - began).toBeLessThan(1_500);
  const away = await viewerWhere(() => Promise.reject(new Error('away')));
  for (const seen of [hung, away]) expect(seen).toMatchObject({ viewer: null, warnings: [expect.any(String)] });
});
