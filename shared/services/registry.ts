import type { DataSource, EntityManager } from 'typeorm';
import type { Clock, HtmlSanitiser } from '../contracts/ports.js';
import type { Services, Unit } from '../contracts/registry.js';
import { blogService } from './blog/index.js';

/** What the services need of the world outside. */
export interface RegistryDeps {
  dataSource: DataSource;
  clock: Clock;
  newId: () => string;
  sanitiser: HtmlSanitiser;
}

/** The only place that knows every domain. A call outside `transaction` is a unit, and so a transaction, of its own. */
export function createRegistry(deps: RegistryDeps): Services {
  const transaction = <T>(work: (unit: Unit) => Promise<T>) =>
    deps.dataSource.transaction((manager) => work(createUnit(deps, manager)));
  const shape = createUnit(deps, deps.dataSource.manager);
  return { transaction, blog: eachItsOwnUnit(shape.blog, (work) => transaction((unit) => work(unit.blog))) };
}

function createUnit(deps: RegistryDeps, manager: EntityManager): Unit {
  return { blog: blogService({ ...deps, manager }) };
}

type Verb = (...args: never[]) => Promise<unknown>;

/** The same verbs as `shape`, each run inside what `inUnit` opens. */
function eachItsOwnUnit<S extends object>(
  shape: S,
  inUnit: (work: (service: S) => Promise<unknown>) => Promise<unknown>,
): S {
  const verbs = Object.keys(shape).map((verb) => [
    verb,
    (...args: never[]) => inUnit((service) => (service[verb as keyof S] as Verb)(...args)),
  ]);
  return Object.fromEntries(verbs) as S;
}
