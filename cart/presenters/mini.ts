import { countOf } from '@rose-ash/shared/lib/count-of';
import type { MiniModel } from '../views/models.js';

const mostShown = 99;

export function presentMini(things: number, current: boolean): MiniModel {
  if (things === 0) return { current, count: null };
  const figure = things > mostShown ? `${mostShown}+` : String(things);
  return { current, count: { figure, words: countOf(things, 'thing', 'things') } };
}
