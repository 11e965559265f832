import type { Samples } from '@rose-ash/shared/infrastructure/views/define-view';
import type { BasketModel, HomeModel, LineModel } from './models.js';

const loaf: LineModel = {
  quantity: '1',
  name: 'White sourdough',
  href: '/products/white-sourdough',
  each: '£3.80 per loaf',
  amount: '£3.80',
};
const milk: LineModel = {
  quantity: '2',
  name: 'Milk in glass',
  href: '/products/milk-in-glass',
  each: '£1.65 per litre',
  amount: '£3.30',
};
const gone: LineModel = { quantity: '12', name: 'No longer sold', href: null, each: null, amount: null };

const sample = (basket: BasketModel | null): HomeModel => ({ basket, shelf: null });

export const homeSamples: Samples<HomeModel> = {
  empty: sample(null),
  one: sample({ lines: [loaf], things: '1 thing', totals: ['£3.80'], gone: null }),
  many: sample({
    lines: [loaf, milk, gone],
    things: '15 things',
    totals: ['£7.10'],
    gone: 'One of these is no longer sold, and not counted in what it comes to.',
  }),
  'two currencies': sample({ lines: [loaf, milk], things: '3 things', totals: ['£3.80', '€12.00'], gone: null }),
  'all gone': sample({
    lines: [gone],
    things: '12 things',
    totals: [],
    gone: 'One of these is no longer sold, and not counted in what it comes to.',
  }),
  'long-words': sample({
    lines: [
      {
        quantity: '999',
        name: 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz in Öl',
        href: '/products/long',
        each: '£1,234,567.89 per Schwarzwälderkirschtortenverpackungseinheit',
        amount: '£1,233,333,322.11',
      },
    ],
    things: '999 things',
    totals: ['£1,233,333,322.11'],
    gone: null,
  }),
};
