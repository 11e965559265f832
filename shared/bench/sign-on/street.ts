import type { Visitor } from '../../testing/visitor.js';

/** The way from a page of a site through its provider and back. */
export interface Street {
  browser: Visitor;
  /** The page, and where the way ends. */
  start: string;
  callback: string;
  /** Before each sign-on: the site must not know the browser. */
  forget: () => void;
}

/** Three requests of a browser: the page, the provider, the callback. In ms. */
export async function goThrough(street: Street): Promise<number> {
  street.forget();
  const startedAt = performance.now();
  await follow(street, street.start);
  return performance.now() - startedAt;
}

/** Goes on until the site was told who it is. */
export async function follow({ browser, callback }: Street, from: string): Promise<void> {
  let url = from;
  for (let hop = 0; hop < 8; hop += 1) {
    const { headers, status, text } = await browser.open(url, { stay: true });
    if (status !== 303 && status !== 302) throw new Error(`${url} answers ${status}: ${text.slice(0, 200)}`);
    if (url.startsWith(callback)) return;
    url = new URL(String(headers['location']), url).href;
  }
  throw new Error('the way never came back to the site');
}
