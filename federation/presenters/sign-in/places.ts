import type { Places } from '../../views/sign-in-models.js';

/** What a presenter needs of an interaction. */
export interface Waiting {
  uid: string;
  client: { name: string };
}

export function placesOf({ uid, client }: Waiting): Places {
  const at = `/sign-in/${encodeURIComponent(uid)}`;
  return { site: client.name, start: at, code: `${at}/code`, join: `${at}/join`, leave: `${at}/leave` };
}
