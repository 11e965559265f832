import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { describeInBrowser } from '../testing/browser/describe-in-browser.js';
import { openBrowser } from '../testing/browser/open-browser.js';

/** Sets what it is asked to set and says which cookies came. */
function startEcho(): Server {
  return createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const cookie = searchParams.get('set');
    if (cookie !== null) response.setHeader('set-cookie', cookie);
    response.setHeader('content-type', 'text/plain');
    response.end(`cookies: ${request.headers.cookie ?? 'none'}`);
  }).listen(0, '127.0.0.1');
}

// Why development lives on rose.localhost (docs/adr/0005): what the six sites share depends on it.
describeInBrowser('the parent domain in a browser', (chromiumPath) => {
  let browser: Browser;
  let server: Server;

  beforeAll(async () => {
    server = startEcho();
    await once(server, 'listening');
    browser = await openBrowser(chromiumPath);
  });

  afterAll(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
  });

  /** What the second host sees of a cookie that the first one set for their parent. */
  async function carry(parent: string): Promise<string> {
    const port = String((server.address() as AddressInfo).port);
    const context = await browser.newContext();
    const page = await context.newPage();
    const cookie = encodeURIComponent(`shared=1; Domain=${parent}; Path=/; SameSite=Lax`);
    await page.goto(`http://blog.${parent}:${port}/?set=${cookie}`);
    await page.goto(`http://cart.${parent}:${port}/`);
    const seen = await page.locator('body').innerText();
    await context.close();
    return seen;
  }

  test('a cookie for rose.localhost reaches every site of the house', async () => {
    expect(await carry('rose.localhost')).toBe('cookies: shared=1');
  });

  test('a cookie for bare localhost does not', async () => {
    expect(await carry('localhost')).toBe('cookies: none');
  });

  test('other hosts are not asked', async () => {
    const page = await browser.newPage();
    await expect(page.goto('http://example.com/')).rejects.toThrow('ERR_NAME_NOT_RESOLVED');
    await page.close();
  });
});
