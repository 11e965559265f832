import { withServices } from '../cli/with-services.js';
import type { Services } from '../contracts/registry.js';
import type { AnyApp } from '../infrastructure/app/define-app.js';
import type { Wire, WireDeps } from '../infrastructure/app/wire.js';
import { startAppUnderTest } from './app-under-test.js';
import { eventually } from './eventually.js';

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
  const running = await startAppUnderTest(app, (deps) => wire(listening(deps, statements)));
  const ask = async (): Promise<HomeUnderTest> => {
    statements.length = 0;
    const { status, text } = await running.ask('/');
    const holds = /<div class="holdings stack">\s*<p>([^<]*)<\/p>/.exec(text)?.[1] ?? text;
    return { status, holds, reads: statements.filter((sql) => /^\s*(select|with)\b/i.test(sql)) };
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

/** The same units of work, with every statement written down as it is sent. */
function listening(deps: WireDeps, statements: string[]): WireDeps {
  const { unitOfWork } = deps;
  return {
    ...deps,
    unitOfWork: {
      ...unitOfWork,
      run: (work) =>
        unitOfWork.run((open) => {
          const runner = open.manager.queryRunner;
          if (!runner) throw new Error('a unit without a connection');
          // eslint-disable-next-line @typescript-eslint/unbound-method -- `self` is the runner it is called on
          runner.query = new Proxy(runner.query, {
            apply(query, self, args: [string]) {
              statements.push(args[0]);
              return Reflect.apply(query, self, args);
            },
          });
          return work(open);
        }),
    },
  };
}
