import { z } from 'zod';
import { defineSettings } from '@rose-ash/shared/infrastructure/config/setting';

const most = (usual: number) => z.int().min(1).max(100_000).default(usual);

/** How many sign-in mails one mailbox is sent. Outside of production a mailbox is ours, and takes a hundred an hour. */
const mails = z
  .strictObject({
    perHour: most(4),
    perDay: most(12),
    strangersPerHour: most(12),
    strangersPerDay: most(60),
    householdPerHour: most(60),
  })
  .prefault({});

export const settings = defineSettings({ env: {}, file: z.object({ signInMails: mails }) });
