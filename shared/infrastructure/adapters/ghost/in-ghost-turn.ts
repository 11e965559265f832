import type {
  GhostCaller,
  GhostFailure,
  GhostOutcome,
  GhostSuccess,
  GhostTurn,
  OwnTurn,
} from '../../../contracts/ghost-watch.js';
import type { Services } from '../../../contracts/registry.js';
import { operator } from '../../../contracts/viewer.js';
import { AppError } from '../../../lib/errors.js';

/** What a turn is worked with. */
export interface Turn {
  was: OwnTurn;
  /** Whose units are refused once it is another's turn. */
  services: Services;
  /** Aborts when it is another's turn, or when the caller's does. */
  signal: AbortSignal;
}

export type Turned<T> =
  | { kind: 'done'; was: OwnTurn; value: T }
  | { kind: 'failed'; was: OwnTurn; failure: GhostFailure; error: unknown }
  | Exclude<GhostTurn, OwnTurn>;

export interface TurnWork<T> {
  work: (turn: Turn) => Promise<{ value: T; outcome: GhostSuccess }>;
  /** What is kept of what it threw. */
  toFailure: (error: unknown, was: OwnTurn) => GhostFailure;
}

const keepEveryMs = 10_000;

/**
 * Works when it is our turn, and keeps the turn as long as that takes. It is a row that runs out, and no lock of a
 * connection: a machine that loses its power leaves a lock behind for hours, and whoever loses a connection would work on.
 *
 * @throws what `work` does where it had to go: the reason of its signal, or AppError `ghost-turn-lost`.
 */
export async function inGhostTurn<T>(
  services: Services,
  site: string,
  caller: GhostCaller & { signal?: AbortSignal },
  { work, toFailure }: TurnWork<T>,
): Promise<Turned<T>> {
  const { signal: asked, ...rest } = caller;
  const was = await services.blog.takeGhostTurn(operator, site, rest);
  if (was.kind !== 'yours') return was;
  const end = (outcome: GhostOutcome) => services.blog.endGhostTurn(operator, site, was.fence, outcome);
  const kept = keepTurn(services, site, was.fence);
  const signal = asked ? AbortSignal.any([asked, kept.lost]) : kept.lost;
  try {
    const { value, outcome } = await work({ was, services: fenced(services, site, was.fence), signal });
    await end(outcome);
    return { kind: 'done', was, value };
  } catch (error) {
    const hadToGo = signal.aborted || (error instanceof AppError && error.code === 'ghost-turn-lost');
    const failure = hadToGo ? null : toFailure(error, was);
    await end(failure ?? { kind: 'left' });
    if (failure === null) throw error;
    return { kind: 'failed', was, failure, error };
  } finally {
    kept.stop();
  }
}

function fenced(services: Services, site: string, fence: string): Services {
  return {
    ...services,
    transaction: (work) =>
      services.transaction(async (unit) => {
        await unit.blog.guardGhostTurn(operator, site, fence);
        return work(unit);
      }),
  };
}

function keepTurn(services: Services, site: string, fence: string): { lost: AbortSignal; stop: () => void } {
  const lost = new AbortController();
  const timer = setInterval(() => {
    services.blog.keepGhostTurn(operator, site, fence).then(
      (isOurs) => {
        if (!isOurs) lost.abort(new AppError('ghost-turn-lost', 409, 'Another reads this Ghost by now.'));
      },
      // A database that is away takes no writes either; when it is back the fence says whose turn it is.
      () => undefined,
    );
  }, keepEveryMs);
  return { lost: lost.signal, stop: () => clearInterval(timer) };
}
