import { z } from 'zod';
import { defineSettings } from './setting.js';

const address = z.string().refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), {
  error: 'must be the web address of the Ghost, like https://news.example.org',
});

/** An id of 24 and a secret of 64 hex digits, as Ghost shows it under Integrations. */
const adminKey = z.string().regex(/^[0-9a-f]{24}:[0-9a-f]{64}$/, {
  error: 'must be an Admin API key as Ghost shows it: 24 hex digits, a colon, 64 hex digits',
});

/** Where the Ghost is that the blog mirrors. Both or none. */
export const { env: ghostEnv } = defineSettings({
  env: {
    GHOST_URL: {
      schema: address.optional(),
      example: 'https://news.example.org',
      about: 'The Ghost that the blog mirrors, if any',
    },
    GHOST_ADMIN_API_KEY: {
      schema: adminKey.optional(),
      example: '000000000000000000000000:0000000000000000000000000000000000000000000000000000000000000000',
      about: 'The key of an integration of that Ghost, as it shows it: id and secret with a colon between them',
      secret: true,
    },
  },
  file: z.object({}),
});
