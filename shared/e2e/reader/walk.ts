import type { Page } from 'playwright-core';

/** A place where the keyboard stands. */
interface Stop {
  /** Where it is among all that can be reached, in the order of the page; -1 for the page itself. */
  index: number;
  name: string;
  /** What is wrong with it. */
  faults: string[];
}

/** Everything that the Tab key reaches, in the order of the page. */
const reachable = `[...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
  .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.disabled)`;

/** Where the focus is, and whether somebody who looks for it would find it: a line of 2 px around it, all in the window. */
const lookAtFocus = `(() => {
  const element = document.activeElement;
  const index = ${reachable}.indexOf(element);
  if (element === null || element === document.body) return { index: -1, name: 'the page', faults: [] };
  const name = element.tagName.toLowerCase() + ' “' + (element.innerText || element.getAttribute('aria-label') || element.name || '').trim().slice(0, 40) + '”';
  const ringed = [element, element.closest('.card')].filter(Boolean).find((one) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return outlineStyle === 'auto' || (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2);
  });
  if (ringed === undefined) return { index, name, faults: ['has no ring'] };
  const { top, bottom, left, right } = element.getBoundingClientRect();
  const isIn = top >= -1 && left >= -1 && bottom <= innerHeight + 1 && right <= innerWidth + 1;
  const middle = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  const isOnTop = middle === null || ringed.contains(middle) || middle.contains(element);
  return { index, name, faults: [...(isIn ? [] : ['is not in the window']), ...(isOnTop ? [] : ['is behind ' + middle.tagName])] };
})()`;

export const standing = (page: Page): Promise<Stop> => page.evaluate<Stop>(lookAtFocus);

/** Presses Tab until the keyboard stands on something of this name. Throws when it never does. */
export async function tabTo(page: Page, name: string, most = 60): Promise<void> {
  for (let presses = 0; presses < most; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await standing(page)).name.includes(name)) return;
  }
  throw new Error(`the keyboard never came to ${name} on ${page.url()}`);
}

/**
 * Presses Tab as often as there are places, and once more. What is wrong: places that it leaves out, comes to twice or out
 * of order, that do not show where it is, or that do not let it go.
 */
export async function walkThrough(page: Page, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<string[]> {
  const places = await page.evaluate<number>(`${reachable}.length`);
  const stops: Stop[] = [];
  for (let presses = 0; presses <= places; presses += 1) {
    await page.keyboard.press(key);
    stops.push(await standing(page));
  }
  const beyond = stops.pop();
  const order = stops.map(({ index }) => index);
  const wanted = Array.from({ length: places }, (_, index) => (key === 'Tab' ? index : places - 1 - index));
  return [
    ...stops.flatMap(({ name, faults }) => faults.map((fault) => `${name} ${fault}`)),
    ...(order.join() === wanted.join() ? [] : [`goes ${order.join()} of ${places}`]),
    ...(beyond?.index === order.at(-1) ? [`cannot leave ${beyond?.name ?? ''}`] : []),
  ];
}
