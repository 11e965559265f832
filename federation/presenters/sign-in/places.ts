import type { AppName } from '@rose-ash/shared/contracts/apps';
import type { Places } from '../../views/sign-in-models.js';

/** Who asked, as the provider knows them. */
interface Client {
  id: string;
  name: string;
  isOurs: boolean;
}

/** What a presenter needs of an interaction. */
export interface Waiting {
  uid: string;
  client: Client;
}

/** As one says where one is going. */
const ours: Readonly<Record<AppName, string>> = {
  ...{ blog: 'the blog', market: 'the market', cart: 'your basket' },
  ...{ events: 'the calendar', federation: 'the people here', account: 'your account' },
};

/** For the middle of a sentence: you go on to … */
export function siteOf({ id, name, isOurs }: Client): string {
  return (isOurs && ours[id as AppName]) || name;
}

export function placesOf({ uid, client }: Waiting): Places {
  const at = `/sign-in/${encodeURIComponent(uid)}`;
  return { site: siteOf(client), start: at, code: `${at}/code`, join: `${at}/join`, leave: `${at}/leave` };
}
