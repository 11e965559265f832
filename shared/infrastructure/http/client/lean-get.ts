import type { Dispatcher } from 'undici';
import type { LeanRequest, LeanResponse } from './http-client.js';

type Controller = Dispatcher.DispatchController;

/**
 * One GET straight through the dispatcher, its body gathered as it comes: no streams, no abort signals.
 *
 * @throws Error when it is late, longer than allowed, or breaks off.
 */
export function leanGet(
  agent: Dispatcher,
  { origin, path, headers, timeoutMs, maxBytes }: LeanRequest & { origin: string; path: string },
): Promise<LeanResponse> {
  return new Promise((resolve, reject) => {
    let controller: Controller | null = null;
    let isOver = false;
    let status = 0;
    let bytes = 0;
    const chunks: Buffer[] = [];
    const end = () => {
      isOver = true;
      clearTimeout(timer);
    };
    const giveUp = (error: Error) => {
      if (isOver) return;
      end();
      controller?.abort(error);
      reject(error);
    };
    // Timers come before what has arrived, and immediates after it: our own slowness is not the owner's.
    const timer = setTimeout(
      () => setImmediate(() => giveUp(new Error(`no whole answer within ${timeoutMs} ms`))),
      timeoutMs,
    );
    agent.dispatch(
      { origin, path, method: 'GET', headers },
      {
        onRequestStart(given) {
          controller = given;
          if (isOver) given.abort(new Error('given up before it was sent'));
        },
        onResponseStart(_, code) {
          status = code;
        },
        onResponseData(_, chunk) {
          bytes += chunk.length;
          if (bytes > maxBytes) giveUp(new Error(`the answer is longer than ${maxBytes} bytes`));
          else chunks.push(chunk);
        },
        onResponseEnd() {
          if (isOver) return;
          end();
          resolve({ status, body: chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks) });
        },
        onResponseError(_, error) {
          giveUp(error);
        },
      },
    );
  });
}
