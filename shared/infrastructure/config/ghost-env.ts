import { z } from 'zod';
import { flag } from './base-env.js';
import { defineSettings } from './setting.js';

const address = z.string().refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), {
  error: 'must be the web address of the Ghost, like https://news.example.org',
});

/** An id of 24 and a secret of 64 hex digits, as Ghost shows it under Integrations. */
const adminKey = z.string().regex(/^[0-9a-f]{24}:[0-9a-f]{64}$/, {
  error: 'must be an Admin API key as Ghost shows it: 24 hex digits, a colon, 64 hex digits',
});

/** Ghost's own field for it takes any text; what is short is guessed. */
const webhookSecret = z.string().regex(/^[\x21-\x7e]{16,200}$/, {
  error: 'must hold at least 16 characters and no spaces; make one with: openssl rand -hex 32',
});

/** Where the Ghost is that the blog mirrors. Address and key, or neither; the secret only where it sends webhooks. */
export const { env: ghostEnv } = defineSettings({
  env: {
    GHOST_URL: {
      schema: address.optional(),
      example: 'https://news.example.org',
      about: 'The Ghost that the blog mirrors, if any',
      isTrustedOrigin: true,
    },
    GHOST_ADMIN_API_KEY: {
      schema: adminKey.optional(),
      example: '000000000000000000000000:0000000000000000000000000000000000000000000000000000000000000000',
      about: 'The key of an integration of that Ghost, as it shows it: id and secret with a colon between them',
      secret: true,
    },
    GHOST_SYNC_SECONDS: {
      schema: z.coerce
        .number({ error: 'must be whole seconds from 1 to 3600' })
        .int({ error: 'must be whole seconds from 1 to 3600' })
        .min(1, { error: 'must be whole seconds from 1 to 3600' })
        .max(3600, { error: 'must be whole seconds from 1 to 3600' })
        .default(45),
      example: '45',
      about: 'How often the blog’s worker looks whether something is new in that Ghost, in seconds',
    },
    GHOST_WEBHOOK_SECRET: {
      schema: webhookSecret.optional(),
      example: 'make-your-own-with-openssl-rand-hex-32',
      about: 'What the webhooks of that Ghost are signed with; without it none are taken',
      secret: true,
    },
    GHOST_WEBHOOK_OLD_SIGNATURES: {
      schema: flag.default(false),
      example: 'false',
      about: 'true takes webhooks of a Ghost before 6, too, which signs the body and not the time',
    },
  },
  file: z.object({}),
});
