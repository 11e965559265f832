import { expect, test } from '@jest/globals';
import { browserDuringTests } from '../testing/browser/browser-during-tests.js';
import { describeInBrowser } from '../testing/browser/describe-in-browser.js';
import { duringTests } from '../testing/during-tests.js';
import { eventually } from '../testing/eventually.js';
import { startStreetUnderTest } from '../testing/street-under-test.js';

/** One answer, as the browser got it. */
interface Load {
  path: string;
  type: string;
  coding: string;
  cacheControl: string;
  /** On the wire, with its headers. */
  bytes: number;
  /** Of the body alone, where it was said before. */
  length: number;
}

const mostBytes = 60_000;
const mostFontBytes = 140_000;

const isFont = ({ type }: Load) => type.startsWith('font/');
const isPicture = ({ type }: Load) => type.startsWith('image/') && type !== 'image/svg+xml';
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

describeInBrowser('what a stranger loads', (chromiumPath) => {
  const browser = browserDuringTests(chromiumPath);
  const street = duringTests(startStreetUnderTest, (started) => started.stop());

  /** Everything that a browser with nothing in its cache loads for this page, read to its end. */
  async function loadsOf(path: string): Promise<Load[]> {
    const context = await browser().newContext();
    const page = await context.newPage();
    const protocol = await context.newCDPSession(page);
    const begun = new Map<string, Omit<Load, 'bytes'>>();
    const loads: Load[] = [];
    protocol.on('Network.responseReceived', ({ requestId, response: { url, mimeType, headers } }) => {
      const header = (name: string) => Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1] ?? '';
      const { pathname } = new URL(url);
      const how = { coding: header('content-encoding'), cacheControl: header('cache-control') };
      begun.set(requestId, { path: pathname, type: mimeType, ...how, length: Number(header('content-length')) });
    });
    protocol.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const load = begun.get(requestId);
      if (load !== undefined) loads.push({ ...load, bytes: encodedDataLength });
    });
    await protocol.send('Network.enable');
    await page.goto(street().url('blog', path));
    await page.evaluate(`scrollTo(0, document.body.scrollHeight)`);
    await page.waitForLoadState('networkidle');
    await context.close();
    return loads;
  }

  /** As everybody but the first gets it: kept, and compressed. */
  const untilKept = (path: string) =>
    eventually(
      () => street().house.apps.blog.ask(path, { headers: { 'accept-encoding': 'br' } }),
      ({ headers }) => headers['content-encoding'] === 'br',
    );

  test.each(['/forty-loaves-an-hour/', '/every-card/', '/rules/', '/'])('%s is light', async (path) => {
    await untilKept(path);
    const loads = await loadsOf(path);
    const words = loads.filter((load) => !isFont(load) && !isPicture(load));
    expect(words.map((load) => load.path)).toEqual(expect.arrayContaining([path, expect.stringMatching(/\.css$/)]));
    expect(words.filter(({ coding }) => coding !== 'br').map((load) => load.path)).toEqual([]);
    // Browsers fetch it only where a site can be installed, which is not decided here.
    const manifest = (await street().house.apps.blog.ask('/manifest.webmanifest')).text.length;
    expect(manifest + sum(words.map(({ bytes }) => bytes))).toBeLessThan(mostBytes);
    const fonts = loads.filter(isFont).map(({ length }) => length);
    expect(Math.min(...fonts)).toBeGreaterThan(1_000);
    expect(sum(fonts)).toBeLessThanOrEqual(mostFontBytes);
  });

  test('all fonts that a page may ask for are light together', async () => {
    const [css = ''] = /\/static\/css\/[^"]+/.exec((await street().house.apps.blog.ask('/')).text) ?? [];
    const sheet = (await street().house.apps.blog.ask(css)).text;
    const files = new Set([...sheet.matchAll(/url\("?(?:\.\.)?([^)"]+\.woff2)"?\)/g)].map(([, path = '']) => path));
    expect(files.size).toBe(6);
    const lengths: number[] = [];
    for (const path of files) {
      const { status, headers } = await street().house.apps.blog.ask(
        new URL(`..${path}`, `http://here${css}`).pathname,
      );
      expect([status, headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
      lengths.push(Number(headers['content-length']));
    }
    expect(sum(lengths)).toBeLessThanOrEqual(mostFontBytes);
  });

  test('whatever does not change is asked for once in a life', async () => {
    const kept = (await loadsOf('/every-card/')).filter((load) => load.path.startsWith('/static/'));
    expect(kept.filter(isFont)).toHaveLength(3);
    expect(kept.filter(({ cacheControl }) => cacheControl !== 'public, max-age=31536000, immutable')).toEqual([]);
  });
});
