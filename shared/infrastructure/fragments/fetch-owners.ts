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

type Group = readonly Wanted<OwnedRequest>[];

const ownerOf = (type: string) => type.slice(0, type.indexOf('/')) as AppName;

/** One request for each owner of what is wanted; our own are made here. Nobody waits for another owner. */
export function fetchFromOwners({ self, showOwn, upstreams }: OwnersOptions): Fetch<OwnedRequest> {
  return function fetchAll(wanted) {
    const answers = new Map<Wanted<OwnedRequest>, Promise<Made>>();
    for (const [owner, group] of groupBy(wanted, ({ request }) => ownerOf(request.type))) {
      const asked = owner === self ? group.map(showOne) : askAll(owner, group);
      group.forEach((one, index) => answers.set(one, asked[index] ?? Promise.reject(new Error('nobody answered'))));
    }
    return wanted.map((one) => answers.get(one) ?? Promise.reject(new Error('nobody answered')));
  };

  async function showOne({ request: { type, params, subject } }: Wanted<OwnedRequest>): Promise<Made> {
    return showOwn(type, params, subject);
  }

  function askAll(owner: AppName, group: Group): Promise<Made>[] {
    const asking = askOwner(owner, group);
    return group.map(async (_, index) => {
      const answer = (await asking)[index];
      if (answer?.status !== 'fulfilled') throw answer?.reason ?? new Error('nobody answered');
      return answer.value;
    });
  }

  async function askOwner(owner: AppName, group: Group): Promise<PromiseSettledResult<Made>[]> {
    const upstream = upstreams.get(owner);
    if (upstream === undefined) throw new Error(`nobody said where ${owner} is`);
    // What is for everybody is made for nobody in particular, whoever's page wants it; so one request can hold both.
    const subject = group.find(({ request }) => request.subject !== '-')?.request.subject ?? '-';
    const asks = group.map(({ request }) => request);
    return upstream.ask(subject, asks, group[0]?.request.trace ?? {});
  }
}
