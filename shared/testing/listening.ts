import type { EntityManager } from 'typeorm';
import type { OpenUnit, ReadRows } from '../contracts/unit-of-work.js';
import type { Wire } from '../infrastructure/app/wire.js';

/** The same wiring, with every statement of its units written into `statements` as it is sent. */
export function listening(wire: Wire, statements: string[]): Wire {
  const heard =
    (read: ReadRows): ReadRows =>
    (statement, values) => {
      statements.push(statement.text);
      return read(statement, values);
    };
  const hear = (open: OpenUnit<EntityManager>) => {
    const runner = open.manager.queryRunner;
    if (!runner) throw new Error('a unit without a connection');
    // eslint-disable-next-line @typescript-eslint/unbound-method -- `self` is the runner it is called on
    runner.query = new Proxy(runner.query, {
      apply(query, self, args: [string]) {
        statements.push(args[0]);
        return Reflect.apply(query, self, args);
      },
    });
    return { ...open, read: heard(open.read) };
  };
  return ({ unitOfWork, ...deps }) =>
    wire({
      ...deps,
      unitOfWork: {
        ...unitOfWork,
        read: heard(unitOfWork.read),
        run: (work) => unitOfWork.run((open) => work(hear(open))),
      },
    });
}

/** Those that read: neither what opens and closes a unit, nor what writes. */
export function readsOf(statements: readonly string[]): string[] {
  return statements.filter((sql) => /^\s*(select|with)\b/i.test(sql));
}
