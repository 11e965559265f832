import { chromium, type Browser } from 'playwright-core';

/** A headless Chromium that sends every `*.localhost` to this machine and nothing anywhere else. */
export function openBrowser(chromiumPath: string): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--host-resolver-rules=MAP *.localhost 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      // Chromium refuses to start its sandbox for root, which a container usually is.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
}
