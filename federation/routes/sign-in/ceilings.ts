import type { MailCeilings } from '@rose-ash/shared/contracts/services/federation/sign-in-by-mail';
import type { Config } from '@rose-ash/shared/infrastructure/config/config';
import type { settings } from '../../config.js';

/** Whoever develops or tests signs in all day long, always from the same place. */
const ours: MailCeilings = {
  ...{ perHour: 100, perDay: 2_400, strangersPerHour: 100, strangersPerDay: 2_400, householdPerHour: 10_000 },
  wrongCodes: { known: 10_000, household: 10_000, strangers: 10_000 },
};

/** ADR 19 has the sums: so many guesses of a million, of all strangers in a month. */
const wrongCodes = { known: 30, household: 10, strangers: 40 };

export function ceilingsOf({ environment, app }: Pick<Config<typeof settings>, 'environment' | 'app'>): MailCeilings {
  return environment === 'production' ? { ...app.signInMails, wrongCodes } : ours;
}
