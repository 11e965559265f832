import type { AppName } from '../../contracts/apps.js';
import { groupBy } from '../../lib/group-by.js';
import type { Fetch, Made, Wanted } from './cache/fragment-cache.js';
import type { OwnedRequest } from './compose.js';
import type { ShowFragment } from './show-fragment.js';
import type { Upstream } from './upstream.js';

export interface OwnersOptions {
  self: AppName;
  /** This app's own, made in this process. */
  showOwn: ShowFragment;
  upstreams: ReadonlyMap<AppName, Upstream>;
}

const ownerOf = (type: string) => type.slice(0, type.indexOf('/')) as AppName;

/** One request for each owner of what is wanted; our own are made here. */
export function fetchFromOwners({ self, showOwn, upstreams }: OwnersOptions): Fetch<OwnedRequest> {
  return async function fetchAll(wanted) {
    const byOwner = groupBy(wanted, ({ request }) => ownerOf(request.type));
    const answers = new Map<string, PromiseSettledResult<Made>>();
    await Promise.all(
      [...byOwner].map(async ([owner, group]) => {
        const settled = owner === self ? await showAll(group) : await askAll(owner, group);
        group.forEach(({ key }, index) => {
          const answer = settled[index];
          if (answer !== undefined) answers.set(key, answer);
        });
      }),
    );
    return wanted.map(({ key }) => answers.get(key) ?? { status: 'rejected', reason: new Error('nobody answered') });
  };

  function showAll(group: readonly Wanted<OwnedRequest>[]): Promise<PromiseSettledResult<Made>[]> {
    return Promise.allSettled(
      group.map(async ({ request: { type, params, subject } }) => showOwn(type, params, subject)),
    );
  }

  async function askAll(owner: AppName, group: readonly Wanted<OwnedRequest>[]): Promise<PromiseSettledResult<Made>[]> {
    try {
      const upstream = upstreams.get(owner);
      if (upstream === undefined) throw new Error(`nobody said where ${owner} is`);
      // What is for everybody is made for nobody in particular, whoever's page wants it; so one request can hold both.
      const subject = group.find(({ request }) => request.subject !== '-')?.request.subject ?? '-';
      const trace = group[0]?.request.trace ?? {};
      return await upstream.ask(
        subject,
        group.map(({ request }) => request),
        trace,
      );
    } catch (reason) {
      return group.map(() => ({ status: 'rejected', reason }));
    }
  }
}
