import { expect, test } from '@jest/globals';
import type { ProductDto } from '@rose-ash/shared/contracts/dtos/market';
import { createFormat } from '@rose-ash/shared/lib/format';
import { presentHome } from './home.js';

const around = { format: createFormat({ locale: 'en-GB', timeZone: 'Europe/London' }), market: 'http://market.test' };

const loaf: ProductDto = {
  id: 'loaf',
  slug: 'white-sourdough',
  name: 'White sourdough',
  price: { minor: 380, currency: 'GBP' },
  unit: 'loaf',
  available: 3,
  withdrawnAt: null,
};

const gone = { productId: 'gone', quantity: 1, product: null, amount: null };

test('a line says how many of what, and what they come to', () => {
  const amount = { minor: 760, currency: 'GBP' };
  const lines = [{ productId: 'loaf', quantity: 2, product: loaf, amount }];
  expect(presentHome({ lines, totals: [amount] }, null, around).basket).toEqual({
    lines: [
      {
        quantity: '2',
        name: 'White sourdough',
        href: 'http://market.test/products/white-sourdough',
        each: '£3.80 per loaf',
        amount: '£7.60',
      },
    ],
    things: '2 things',
    totals: ['£7.60'],
    gone: null,
  });
});

test('what is no longer sold has no price, and a sentence says so', () => {
  const one = presentHome({ lines: [gone], totals: [] }, null, around).basket;
  expect(one).toMatchObject({ lines: [{ name: 'No longer sold', href: null, amount: null }], totals: [] });
  expect(one?.gone).toBe('One of these is no longer sold, and not counted in what it comes to.');
  const two = presentHome({ lines: [gone, gone], totals: [] }, null, around).basket;
  expect(two?.gone).toMatch(/^2 of these are no longer sold/);
});

test('an empty basket is none', () => {
  expect(presentHome({ lines: [], totals: [] }, null, around)).toEqual({ basket: null, shelf: null });
});
