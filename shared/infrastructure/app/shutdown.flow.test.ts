import { expect, test } from '@jest/globals';
import { startAppUnderTest } from '../../testing/app-under-test.js';
import { eventually } from '../../testing/eventually.js';
import { Gate, sampleApp, wireNothing } from '../../testing/sample-app.js';

test('what is in flight is finished, what is new is not taken, and all is closed', async () => {
  const gate = new Gate();
  const app = await startAppUnderTest(sampleApp(gate), wireNothing);
  const held = app.ask('/held');
  await gate.arrived;
  const stopped = app.stop();
  await eventually(
    () =>
      app.ask('/healthz').then(
        () => 'taken',
        (error: unknown) => (error as { code?: string }).code ?? 'refused',
      ),
    (outcome) => outcome === 'ECONNREFUSED',
  );
  gate.open();
  const answer = await held;
  expect(answer.text).toBe('done');
  expect(answer.headers['connection']).toBe('close');
  await stopped;
  expect(app.logLines.map((line) => line['msg'])).toEqual(expect.arrayContaining(['stopping', 'stopped']));
  expect(app.logLines.filter((line) => line['level'] === 'error')).toEqual([]);
});
