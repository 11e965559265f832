import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { htmlSanitiser } from '../infrastructure/adapters/sanitise-html/sanitiser.js';
import { describeInBrowser } from '../testing/browser/describe-in-browser.js';
import { openBrowser } from '../testing/browser/open-browser.js';
import { blocksFromHtml } from '../services/blog/document/html/blocks-from-html.js';
import { renderDocument } from '../services/blog/document/render/render-document.js';
import { siteHooks } from '../services/blog/document/render/site-hooks.js';
import { hostileHtml, mutatingHtml } from '../testing/hostile-html.js';

const clean = (html: string) => htmlSanitiser.sanitise(html, 'https://old.example').html;

/** As a post of plain HTML is shown. */
function rendered(html: string): string {
  const hooks = siteHooks('https://old.example', htmlSanitiser);
  return renderDocument({ type: 'doc', content: blocksFromHtml(html) }, { hooks, readers: 'members', eagerPictures: 9 })
    .html;
}

/** Fires at each element what handlers wait for, and follows `javascript:` links. Gives the tag names, in order. */
const touchAll = `
  [...document.querySelectorAll('main *')].map((element) => {
    for (const name of ['error', 'load', 'mouseover', 'click', 'focus']) {
      element.addEventListener(name, (event) => event.preventDefault(), { once: true });
      element.dispatchEvent(new Event(name, { cancelable: true }));
    }
    const href = element.getAttribute('href') ?? '';
    if (/^\\W*j\\W*a\\W*v\\W*a/i.test(href)) location.href = href;
    return element.tagName.toLowerCase();
  })`;

// A page without a Content-Security-Policy: the sanitiser must hold alone.
describeInBrowser('hostile HTML in a browser', (chromiumPath) => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser(chromiumPath);
  });

  afterAll(() => browser.close());

  /** Shows `html`, touches everything in it, and tells what ran, what was asked for, and what it was taken for. */
  async function show(html: string): Promise<{ alerts: number; asked: string[]; elements: string[]; url: string }> {
    const page = await browser.newPage();
    let alerts = 0;
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      alerts += 1;
      void dialog.dismiss();
    });
    page.on('request', (request) => asked.push(new URL(request.url()).protocol));
    await page.setContent(`<!doctype html><title>t</title><main>${html}</main>`);
    const elements = await page.evaluate<string[]>(touchAll);
    const url = page.url();
    await page.close();
    return { alerts, asked, elements, url };
  }

  test('the list does run where nobody cleans it', async () => {
    const { alerts } = await show(hostileHtml.slice(0, 6).join(''));
    expect(alerts).toBeGreaterThan(0);
  });

  test.each([
    ['cleaned', () => hostileHtml.map(clean).join('\n')],
    ['as texts of ours', () => [...hostileHtml, ...mutatingHtml].map(rendered).join('\n')],
  ])('%s, nothing runs, nothing is fetched but over https, and the browser reads what was meant', async (_, html) => {
    const { alerts, asked, elements, url } = await show(html());
    expect(alerts).toBe(0);
    expect(asked.filter((protocol) => protocol !== 'https:')).toEqual([]);
    expect(url).toBe('about:blank');
    const unwanted = [
      'script',
      'style',
      'iframe',
      'object',
      'embed',
      'svg',
      'math',
      'form',
      'input',
      'button',
      'meta',
      'base',
    ];
    expect(elements.filter((name) => unwanted.includes(name))).toEqual([]);
  });
});
