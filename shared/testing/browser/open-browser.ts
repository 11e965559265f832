import { chromium, type Browser } from 'playwright-core';

/** A headless Chromium that sends `localhost` and every `*.localhost` to this machine and nothing anywhere else. */
export function openBrowser(chromiumPath: string): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--host-resolver-rules=MAP *.localhost 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
      // The sandbox needs what root and many containers do not have; the pages are our own.
      '--no-sandbox',
    ],
  });
}
