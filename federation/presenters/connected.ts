import type { ConsentDto } from '@rose-ash/shared/contracts/services/federation/clients';
import type { Format } from '@rose-ash/shared/lib/format';
import { initialsOf } from '@rose-ash/shared/lib/initials';
import type { ConnectedModel } from '../views/models.js';
import { learnedBy } from './consent.js';

export function presentConnected(consents: readonly ConsentDto[], format: Format): ConnectedModel {
  return {
    sites: consents.map(({ clientId, name, origin, scopes, givenAt }) => ({
      ...{ name, initials: initialsOf(name), host: new URL(origin).host, learns: learnedBy(scopes) },
      since: format.day(givenAt),
      action: `/connected/${clientId}/withdrawal`,
    })),
  };
}
