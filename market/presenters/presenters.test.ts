import { expect, test } from '@jest/globals';
import type { ProductDto } from '@rose-ash/shared/contracts/dtos/market';
import { createFormat } from '@rose-ash/shared/lib/format';
import { presentHome } from './home.js';
import { printFor } from './prints.js';
import { presentCard, presentProduct } from './product.js';
import { presentStock } from './stock.js';

const format = createFormat({ locale: 'en-GB', timeZone: 'Europe/London' });

const loaf: ProductDto = {
  ...{ id: '0190', slug: 'white-sourdough', name: 'White sourdough', unit: 'loaf', available: 3, withdrawnAt: null },
  price: { minor: 380, currency: 'GBP' },
};

const listed = (total: number, page = 1) => ({ items: [loaf], page, pages: Math.ceil(total / 24), total });

test.each([
  [-1, 'none', 'Sold out'],
  [0, 'none', 'Sold out'],
  [1, 'few', 'Only 1 left'],
  [5, 'few', 'Only 5 left'],
  [6, 'in', 'In stock'],
])('%d of a thing are %s: %s', (available, kind, words) => {
  expect(presentStock(available)).toEqual({ kind, words });
});

test('a card has its address, price and unit in words, and the print of what it is', () => {
  expect(presentCard(loaf, format)).toEqual({
    path: '/products/white-sourdough',
    name: 'White sourdough',
    print: 'img/prints/loaf.svg',
    price: '£3.80',
    unit: 'per loaf',
    stock: { kind: 'few', words: 'Only 3 left' },
  });
});

test.each([
  ['Seeded rye', 'rye'],
  ['Bramley apples', 'apples'],
  ['MILK in glass', 'milk'],
  ['Leeks from the long beds', 'crate'],
  ['Heather honey', 'jar'],
])('%s wears the print %s', (name, print) => {
  expect(printFor({ name, slug: 'thing' })).toBe(`img/prints/${print}.svg`);
});

test.each(['Parsnips', 'Milkweed', 'Pineapple', 'Äpfel', ''])('%p wears what it may come in', (name) => {
  expect(printFor({ name, slug: 'thing' })).toMatch(/^img\/prints\/(bag|crate|stall)\.svg$/);
});

test('the address decides what a thing comes in: not its name, and not every one alike', () => {
  const worn = (slug: string) => printFor({ name: 'Ding', slug });
  expect(printFor({ name: 'Mended name', slug: 'ding' })).toBe(worn('ding'));
  const slugs = Array.from({ length: 60 }, (_, index) => `ding-${index}`);
  for (const packing of ['bag', 'crate', 'stall']) {
    const wearers = slugs.filter((slug) => worn(slug) === `img/prints/${packing}.svg`);
    expect(wearers.length).toBeGreaterThan(10);
  }
});

test('the page of a thing says in a sentence what search engines may say of it', () => {
  expect(presentProduct(loaf, format).description).toBe('White sourdough: £3.80 per loaf. Only 3 left.');
});

test('the market counts what it sells, and pages it', () => {
  expect(presentHome({ items: [], page: 1, pages: 0, total: 0 }, format)).toEqual({
    ...{ count: '', products: [], pagination: null },
  });
  expect(presentHome(listed(1), format)).toMatchObject({ count: '1 thing for sale', pagination: null });
  expect(presentHome(listed(1206, 2), format)).toMatchObject({
    count: '1,206 things for sale',
    pagination: { words: 'Page 2 of 51', newer: '/', older: '/?page=3' },
  });
});
