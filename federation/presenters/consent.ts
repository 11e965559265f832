import { initialsOf } from '@rose-ash/shared/lib/initials';
import type { ConsentModel } from '../views/models.js';

/** In the order in which they are shown. */
const knowledge: Record<string, string> = {
  profile: 'Your name, your handle, and what you are trusted with here',
  email: 'Your e-mail address',
  offline_access: 'All of this while you are away, too, until you take it back',
};

/** What a site learns by these scopes, each in a sentence without a stop. */
export function learnedBy(scopes: readonly string[]): string[] {
  const told = Object.entries(knowledge).filter(([scope]) => scopes.includes(scope));
  return [always, ...told.map(([, words]) => words)];
}

/** What everybody tells who signs in anywhere. */
const always = 'That it is you, by a number of your own, whenever you come';

export interface Asked {
  client: { name: string };
  redirectOrigin: string;
  scopes: readonly string[];
}

export function presentConsent({ client, redirectOrigin, scopes }: Asked): ConsentModel {
  return {
    name: client.name,
    initials: initialsOf(client.name),
    host: new URL(redirectOrigin).host,
    learns: learnedBy(scopes),
  };
}
