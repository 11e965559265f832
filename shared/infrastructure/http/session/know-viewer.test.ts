import { expect, test } from '@jest/globals';
import { eventually } from '../../../testing/eventually.js';
import type { Context } from '../context.js';
import { knowViewer } from './know-viewer.js';
import type { Session } from './session.js';

const session = { subject: 'wren', signIn: 'one' } as Session;
const viewer = { id: 'wren', roles: [] };

function door(find: () => Promise<Session | null>) {
  const known = knowViewer({
    sessions: { find, end: async () => undefined },
    https: false,
    findViewer: async () => viewer,
  });
  const warnings: string[] = [];
  const log = { warn: (_: object, message: string) => warnings.push(message) };
  const cookies = { get: (name: string) => (name === 'sid' ? 'an id' : undefined) };
  const enter = async () => {
    const ctx = { viewer: null, state: { log }, cookies } as unknown as Context;
    await known(ctx, async () => undefined);
    return ctx.viewer;
  };
  return { enter, warnings };
}

test('whoever has a session is known', async () => {
  const { enter, warnings } = door(async () => session);
  expect(await enter()).toEqual(viewer);
  expect(warnings).toEqual([]);
});

test('without Redis everybody is shown what strangers see, and the log says so', async () => {
  const { enter, warnings } = door(() => Promise.reject(new Error('away')));
  expect(await enter()).toBeNull();
  expect(warnings).toHaveLength(1);
});

test('a Redis that hangs holds up a few, and nobody after them', async () => {
  let asked = 0;
  const { enter } = door(() => new Promise(() => (asked += 1)));
  await Promise.all([enter(), enter(), enter()]);
  expect(await Promise.all([enter(), enter(), enter(), enter()])).toEqual([null, null, null, null]);
  expect(asked).toBe(3);
});

test('once it answers again, everybody is known again', async () => {
  let find = async (): Promise<Session | null> => Promise.reject(new Error('away'));
  const { enter } = door(() => find());
  for (let n = 0; n < 3; n += 1) await enter();
  find = async () => session;
  expect(await eventually(enter, (found) => found !== null)).toEqual(viewer);
  expect(await enter()).toEqual(viewer);
});
