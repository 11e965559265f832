import { posix } from 'node:path';

import type { Asset } from './types.js';

/**
 * Bundles and minifies the stylesheet at `path`. Nothing is lowered: `light-dark()`, nesting and layers reach the browser as written.
 * `url()` stays as written too; `useHashedUrls` resolves it once the other files have their names.
 */
export async function bundleCss(path: string, name: string): Promise<Asset> {
  const { build, stop } = await import('esbuild');
  const result = await build({
    entryPoints: [path],
    bundle: true,
    minify: true,
    write: false,
    external: ['*.woff2', '*.svg', '*.png', '*.webp'],
    logLevel: 'silent',
  });
  // Its helper process would stay for as long as ours does, which `npm start` makes long.
  await stop();
  const output = result.outputFiles[0];
  if (!output) throw new Error(`${name}: the bundler made nothing of it`);
  return { name, content: Buffer.from(output.contents) };
}

/** Points every `url()` at the hashed file, relative to the stylesheet. Throws for a file that does not exist. */
export function useHashedUrls(css: Asset, fileOf: (name: string) => string | undefined): Asset {
  const folder = posix.dirname(css.name);
  const text = css.content.toString('utf8').replace(/url\(["']?([^"')]+)["']?\)/g, (_, url: string) => {
    const file = fileOf(posix.join(folder, url));
    if (file === undefined) throw new Error(`${css.name} points at ${url}, which is not among the static files.`);
    return `url(${posix.relative(folder, file)})`;
  });
  return { name: css.name, content: Buffer.from(text) };
}
