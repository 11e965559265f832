import { expect, test } from '@jest/globals';
import { must } from '../engine/must.js';

test('try', async () => {
  console.log(await must(['docker', 'images']));
  console.log(await must(['ip', 'addr']));
  expect(1).toBe(1);
});
