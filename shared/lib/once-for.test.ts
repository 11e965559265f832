import { expect, test } from '@jest/globals';
import { onceFor } from './once-for.js';

test('makes one value for each thing, and not again', () => {
  let made = 0;
  const numberOf = onceFor((thing: { name: string }) => `${thing.name} ${(made += 1)}`);
  const [bread, salt] = [{ name: 'bread' }, { name: 'salt' }];
  expect([numberOf(bread), numberOf(salt), numberOf(bread)]).toEqual(['bread 1', 'salt 2', 'bread 1']);
  expect(numberOf({ name: 'bread' })).toBe('bread 3');
});
