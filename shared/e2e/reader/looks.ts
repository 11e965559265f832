import type { Page } from 'playwright-core';

/** What a page shows that somebody could not read or reach; each finding names the element. */

const named = `const name = (element) => {
    const shown = element.closest('[class]')?.className;
    const words = (element.innerText || element.getAttribute('aria-label') || '').trim().slice(0, 40);
    return element.tagName.toLowerCase() + (shown ? '.' + String(shown.baseVal ?? shown) : '') + ' “' + words + '”';
  };
  const seen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !element.closest('.sr, .skip');
  const all = (selector) => [...document.querySelectorAll(selector)].filter(seen);`;

const look = (page: Page, body: string) => page.evaluate<string[]>(`(() => { ${named} ${body} })()`);

/** Whether the window can be pushed sideways. */
export async function sideways(page: Page): Promise<string[]> {
  return look(
    page,
    `const { scrollWidth, clientWidth } = document.documentElement;
    scrollTo(9999, 0);
    const moved = scrollX;
    scrollTo(0, 0);
    return scrollWidth > clientWidth || moved > 0 ? ['the page is ' + (scrollWidth - clientWidth) + ' px too wide'] : [];`,
  );
}

/**
 * Words that stand beyond the edge of the window or of what holds them. What scrolls by itself (code, tables) is whole, and
 * so is what ends in dots on purpose.
 */
export async function cutOff(page: Page): Promise<string[]> {
  return look(
    page,
    `const edge = { left: 0, right: document.documentElement.clientWidth, top: -Infinity, bottom: Infinity };
    const above = (element) => element === null ? [] : [element, ...above(element.parentElement)];
    const isPatient = (element) => {
      const { overflowX, textOverflow, webkitLineClamp } = getComputedStyle(element);
      return /auto|scroll/.test(overflowX) || textOverflow === 'ellipsis' || webkitLineClamp !== 'none';
    };
    const holders = (element) => above(element).flatMap((one) => {
      const { overflowX, overflowY } = getComputedStyle(one);
      const { left, right, top, bottom } = one.getBoundingClientRect();
      return [
        ...(/hidden|clip/.test(overflowX) ? [{ ...edge, left, right }] : []),
        ...(/hidden|clip/.test(overflowY) ? [{ ...edge, left: -Infinity, right: Infinity, top, bottom }] : []),
      ];
    });
    const lines = (element) => [...element.childNodes].filter((node) => node.nodeType === 3 && node.data.trim() !== '').flatMap((node) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      return [...range.getClientRects()];
    });
    const isIn = (line, { left, right, top, bottom }) =>
      line.left >= left - 1 && line.right <= right + 1 && line.top >= top - 1 && line.bottom <= bottom + 1;
    return all('body *').filter((element) => {
      const words = lines(element);
      if (words.length === 0 || above(element).some(isPatient)) return false;
      const held = [edge, ...holders(element)];
      return words.some((line) => held.some((holder) => !isIn(line, holder)));
    }).map(name);`,
  );
}

/** Running text below 16 px, anything at all below 13 px, and fields below 16 px, into which a telephone would zoom. */
export async function tooSmall(page: Page): Promise<string[]> {
  return look(
    page,
    `const size = (element) => parseFloat(getComputedStyle(element).fontSize);
    const hasWords = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '');
    const running = all('.prose p, .prose li, .prose blockquote, .standfirst, .excerpt, input, textarea, select').filter((element) => !element.closest('figure'));
    const least = (elements, px) => elements.filter((element) => size(element) < px).map((element) => name(element) + ' has ' + size(element) + ' px');
    return [...least(running, 16), ...least(all('body *').filter(hasWords), 13)];`,
  );
}

/** What can be pressed and is smaller than 24 by 24 px (WCAG 2.2, 2.5.8), unless it stands in a sentence. */
export async function hardToHit(page: Page): Promise<string[]> {
  return look(
    page,
    `const inSentence = (element) => getComputedStyle(element).display === 'inline'
      && [...element.parentElement.childNodes].some((node) => node !== element && (node.textContent ?? '').trim() !== '');
    // The title of a card is stretched over all of it.
    const reach = (element) => getComputedStyle(element, '::after').position === 'absolute' ? element.closest('.card') ?? element : element;
    return all('a[href], button, input, select, textarea, summary').flatMap((element) => {
      const { width, height } = reach(element).getBoundingClientRect();
      return Math.min(width, height) >= 24 || inSentence(element) ? [] : [name(element) + ' is ' + Math.round(width) + ' by ' + Math.round(height)];
    });`,
  );
}
