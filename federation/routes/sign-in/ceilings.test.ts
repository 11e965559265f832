import { expect, test } from '@jest/globals';
import { settings } from '../../config.js';
import { ceilingsOf } from './ceilings.js';

const app = settings.file.parse({ signInMails: { perHour: 3 } });

test('production keeps to the settings, and what they leave out has a number', () => {
  expect(ceilingsOf({ environment: 'production', app })).toEqual({
    ...{ perHour: 3, perDay: 12, strangersPerHour: 8, strangersPerDay: 24, householdPerHour: 60 },
  });
});

test.each(['development', 'test'] as const)('in %s a hundred mails an hour go to each address', (environment) => {
  expect(ceilingsOf({ environment, app })).toMatchObject({ perHour: 100, strangersPerHour: 100 });
});
