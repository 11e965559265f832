import type { EntityManager } from 'typeorm';
import type { Clock, HtmlSanitiser } from '../contracts/ports.js';
import type { Services, Unit } from '../contracts/registry.js';
import type { OpenUnit, UnitOfWork } from '../contracts/unit-of-work.js';
import { accountService } from './account/index.js';
import { blogReads, blogService } from './blog/index.js';
import { cartReads, cartService } from './cart/index.js';
import { eventsReads, eventsService } from './events/index.js';
import { federationReads, federationService } from './federation/index.js';
import { marketReads, marketService } from './market/index.js';

/** What the services need of the world outside. */
export interface RegistryDeps {
  unitOfWork: UnitOfWork<EntityManager>;
  clock: Clock;
  newId: () => string;
  sanitiser: HtmlSanitiser;
}

/** The only place that knows every domain. A call outside `transaction` is a unit of its own: a transaction, or one statement. */
export function createRegistry(deps: RegistryDeps): Services {
  const transaction = <T>(work: (unit: Unit) => Promise<T>) =>
    deps.unitOfWork.run((open) => work(bindServices(deps, open)));
  const reading = { read: deps.unitOfWork.read, clock: deps.clock };
  const alone = <D extends keyof Unit>(domain: D, reads: Partial<Unit[D]> = {}) =>
    eachItsOwnUnit(transaction, domain, reads);
  return {
    transaction,
    blog: alone('blog', blogReads(reading)),
    market: alone('market', marketReads(reading)),
    cart: alone('cart', cartReads(reading)),
    events: alone('events', eventsReads(reading)),
    federation: alone('federation', federationReads(reading)),
    account: alone('account'),
  };
}

/** The services on one open unit. Each is made when it is first asked for; peers are handed each other's contracts. */
function bindServices(
  { unitOfWork: _, ...deps }: RegistryDeps,
  { manager, tools, read, inTurn }: OpenUnit<EntityManager>,
): Unit {
  const given = { ...deps, ...tools, manager, read };
  const inTurns = <S extends object>(service: S) => callsInTurn(service, inTurn);
  const unit: Unit = lazily<Unit>({
    blog: () => inTurns(blogService(given)),
    market: () => inTurns(marketService(given)),
    cart: () => inTurns(cartService({ ...given, market: unit.market })),
    events: () => inTurns(eventsService(given)),
    federation: () => inTurns(federationService(given)),
    account: () => inTurns(accountService({ ...given, federation: unit.federation })),
  });
  return unit;
}

type Verb = (...args: never[]) => Promise<unknown>;

/** Every verb of the domain, each call in a unit that it opens, but for `reads`, which are one statement. */
function eachItsOwnUnit<D extends keyof Unit>(
  transaction: Services['transaction'],
  domain: D,
  reads: Partial<Unit[D]>,
): Unit[D] {
  const call = (verb: string, args: never[]) =>
    transaction((unit) => (unit[domain][verb as keyof Unit[D]] as Verb)(...args));
  return new Proxy(reads as Unit[D], {
    get(known, verb) {
      if (Object.hasOwn(known, verb)) return known[verb as keyof Unit[D]];
      // Whoever awaits the service itself asks for `then`, which is no verb.
      return typeof verb === 'string' && verb !== 'then' ? (...args: never[]) => call(verb, args) : undefined;
    },
  });
}

function callsInTurn<S extends object>(service: S, inTurn: OpenUnit<EntityManager>['inTurn']): S {
  const verbs = Object.entries(service as Record<string, Verb>).map(
    ([name, verb]) => [name, (...args: never[]) => inTurn(() => verb(...args))] as const,
  );
  return Object.fromEntries(verbs) as S;
}

function lazily<T extends object>(makers: { [K in keyof T]: () => T[K] }): T {
  const made = {} as T;
  const target = {} as T;
  for (const name of Object.keys(makers) as (keyof T)[]) {
    Object.defineProperty(target, name, { enumerable: true, get: () => (made[name] ??= makers[name]()) });
  }
  return target;
}
