import { extname } from 'node:path';

interface MediaType {
  type: string;
  /** Whether `.br` and `.gz` beside the file save anything. */
  compresses: boolean;
}

const byExtension: Record<string, MediaType> = {
  '.css': { type: 'text/css; charset=utf-8', compresses: true },
  '.js': { type: 'text/javascript; charset=utf-8', compresses: true },
  '.json': { type: 'application/json', compresses: true },
  '.svg': { type: 'image/svg+xml', compresses: true },
  '.txt': { type: 'text/plain; charset=utf-8', compresses: true },
  '.webmanifest': { type: 'application/manifest+json', compresses: true },
  '.woff2': { type: 'font/woff2', compresses: false },
  '.png': { type: 'image/png', compresses: false },
  '.webp': { type: 'image/webp', compresses: false },
  '.avif': { type: 'image/avif', compresses: false },
  '.ico': { type: 'image/x-icon', compresses: false },
};

/** Throws for an extension that no page needs so far, so that nothing is served with a guessed type. */
export function mediaTypeOf(name: string): MediaType {
  const found = byExtension[extname(name)];
  if (!found) throw new Error(`${name}: no media type is known for this extension; add it to media-types.ts`);
  return found;
}
