import { expect, test } from '@jest/globals';
import { crateCatalogues, noteCrate } from '../../testing/handling-under-test.js';
import { checkHandlers } from './check-handlers.js';
import type { AnyHandler } from './define-handler.js';

const handler = (name: string, activity = 'crate.packed'): AnyHandler => ({
  ...{ activity, name },
  handle: async () => undefined,
});
const check =
  (handlers: AnyHandler[], catalogues = crateCatalogues()) =>
  () =>
    checkHandlers('blog', handlers, catalogues);
const cure = 'its handlers must be those of subscriptions in contracts/activities.ts.';

test('an app that handles what it subscribed to starts, and so does one that does neither', () => {
  expect(check([handler(noteCrate)])).not.toThrow();
  expect(() => checkHandlers('events', [], crateCatalogues())).not.toThrow();
});

test.each([
  [[], `blog has no handler for crate.packed (${noteCrate}); ${cure}`],
  [
    [handler(noteCrate), handler('crate-packed.weigh')],
    `blog handles without a subscription crate.packed (crate-packed.weigh); ${cure}`,
  ],
  [
    [handler(noteCrate, 'crate.opened')],
    `blog has no handler for crate.packed (${noteCrate}), and handles without a subscription crate.opened (${noteCrate}); ${cure}`,
  ],
  [[handler(noteCrate), handler(noteCrate)], `blog handles twice crate.packed (${noteCrate}); ${cure}`],
])('what is missing, too many or there twice is named in one sentence', (handlers, sentence) => {
  expect(check(handlers)).toThrow(sentence);
});

test('a catalogue at odds with itself is refused', () => {
  const twice = crateCatalogues(undefined, [noteCrate, noteCrate]);
  expect(check([handler(noteCrate)], twice)).toThrow(`blog subscribes twice to crate.packed (${noteCrate})`);
  const nameless = { ...crateCatalogues(), types: new Map() };
  expect(check([handler(noteCrate)], nameless)).toThrow('subscribes to what no activity is called: crate.packed');
});
