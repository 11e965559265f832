import { withServices } from '../cli/with-services.js';
import type { Services } from '../contracts/registry.js';
import type { AnyApp } from '../infrastructure/app/define-app.js';
import type { Wire } from '../infrastructure/app/wire.js';
import { startAppUnderTest } from './app-under-test.js';
import { eventually } from './eventually.js';
import { listening, readsOf } from './listening.js';

export interface HomeUnderTest {
  status: number;
  /** What the page says it holds. */
  holds: string;
  /** Reads that the request sent to the database. */
  reads: string[];
}

/** The home page of an app before and after `fill`, each asked for by a stranger. */
export async function homeUnderTest(
  app: AnyApp,
  wire: Wire,
  fill: (services: Services) => Promise<unknown>,
): Promise<{ empty: HomeUnderTest; filled: HomeUnderTest }> {
  const statements: string[] = [];
  const running = await startAppUnderTest(app, listening(wire, statements));
  const ask = async (): Promise<HomeUnderTest> => {
    statements.length = 0;
    const { status, text } = await running.ask('/');
    const holds = /<div class="holdings stack">\s*<p>([^<]*)<\/p>/.exec(text)?.[1] ?? text;
    return { status, holds, reads: readsOf(statements) };
  };
  try {
    await eventually(
      () => running.ask('/readyz'),
      ({ status }) => status === 200,
    );
    const empty = await ask();
    await withServices(running.databaseUrl, fill);
    return { empty, filled: await ask() };
  } finally {
    await running.stop();
  }
}
