import { expect, test } from '@jest/globals';
import { settings } from '../../config.js';
import { ceilingsOf } from './ceilings.js';

const app = settings.file.parse({ signInMails: { perHour: 3 } });

test('production keeps to the settings, and what they leave out has a number', () => {
  expect(ceilingsOf({ environment: 'production', app })).toEqual({
    ...{ perHour: 3, perDay: 12, strangersPerHour: 12, strangersPerDay: 60, householdPerHour: 60 },
    wrongCodes: { known: 30, household: 10, strangers: 40 },
  });
});

test.each(['development', 'test'] as const)(
  'in %s a hundred mails an hour go to each address, and slips cost no codes',
  (environment) => {
    const { wrongCodes, ...mails } = ceilingsOf({ environment, app });
    expect(mails).toMatchObject({ perHour: 100, strangersPerHour: 100 });
    expect(Math.min(...Object.values(wrongCodes))).toBeGreaterThan(1_000);
  },
);
