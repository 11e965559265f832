import type { Readable } from 'node:stream';
import { upstreamTooLarge } from './upstream-errors.js';

/**
 * Reads at most `maxBytes`, then destroys the stream and with it the connection.
 *
 * @throws AppError `upstream-too-large`; the stream's own error when it breaks.
 */
export async function readBody(stream: Readable, contentLength: string | undefined, maxBytes: number): Promise<Buffer> {
  if (Number(contentLength ?? 0) > maxBytes) throw giveUp(stream, maxBytes);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw giveUp(stream, maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes);
}

function giveUp(stream: Readable, maxBytes: number): Error {
  // Destroying may report the abort once more; the reader has its answer already.
  stream.on('error', () => undefined);
  stream.destroy();
  return upstreamTooLarge(maxBytes);
}
