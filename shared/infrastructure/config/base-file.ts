import { z } from 'zod';
import { appNames } from '../../contracts/apps.js';
import { isZone } from '../../lib/zones.js';

const zone = z.string().refine(isZone, { error: 'must be an IANA time zone like Europe/London' });
const locale = z.string().refine(isLocale, { error: 'must be a language tag like en-GB' });
const hostAliases = z.array(z.string().regex(/^[a-z0-9.-]+$/)).default([]);

function isLocale(value: string): boolean {
  try {
    return Intl.getCanonicalLocales(value).length === 1;
  } catch {
    return false;
  }
}

const window = z.number().int().min(1).max(3600);

/** The sections of `app-config.yaml` that every service reads. */
export const baseFile = z.strictObject({
  site: z.strictObject({
    title: z.string().min(1),
    locale,
    timeZone: zone,
    currency: z.string().regex(/^[A-Z]{3}$/, { error: 'must be a code of three capitals like GBP' }),
  }),
  hosts: z.partialRecord(z.enum(appNames), hostAliases).default({}),
  limits: z.strictObject({
    /** Bytes. */
    bodyBytes: z.number().int().min(1024),
    flood: z.strictObject({ requests: z.number().int().min(1), seconds: window }),
    /** Of one household, to the pages where signing in begins. */
    signIns: z
      .strictObject({ requests: z.number().int().min(1).default(600), seconds: window.default(60) })
      .prefault({}),
  }),
  composition: z
    .strictObject({
      /** How long a page waits for the parts that other services show, in ms. */
      deadlineMs: z.number().int().min(10).max(5_000).default(150),
      /** The same for a page that asks for parts several times, in ms. */
      budgetMs: z.number().int().min(10).max(10_000).default(300),
      /** Most bytes of parts, and of whole pages, that one process keeps in memory. */
      memoryBytes: z.number().int().min(1_000_000).default(48_000_000),
    })
    .prefault({}),
  activities: z
    .strictObject({
      /** Whole months, beside the one that runs. */
      keepMonths: z.number().int().min(1).max(1_200).default(24),
    })
    .prefault({}),
  media: z
    .strictObject({
      /** The largest picture that is taken in. */
      maxBytes: z.number().int().min(1024).max(2_000_000_000).default(20_000_000),
      maxPixels: z.number().int().min(1024).max(250_000_000).default(50_000_000),
    })
    .prefault({}),
});

export type BaseFile = z.output<typeof baseFile>;
